package dev.tidings.e2e.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** The console as its user sees it: what can be done and what is shown, found by role and name. */
final class ConsolePage {

  private final Page page;

  ConsolePage(Page page) {
    this.page = page;
  }

  void signIn(String user, String name, String workspace, String... moreRoles) {
    page.navigate("/");
    page.getByLabel("User id").fill(user);
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
    page.getByLabel("Workspace").fill(workspace);
    for (String role : moreRoles) {
      page.getByLabel(role).check();
    }
    button("Sign in").click();
  }

  void reload() {
    page.reload();
  }

  Locator connection() {
    return page.locator("connection-status");
  }

  Locator banner() {
    return page.locator("connection-banner");
  }

  Locator person(String user) {
    return page.locator("people-panel li[data-user=\"" + user + "\"]");
  }

  Locator statusPicker() {
    return page.locator("status-picker .user");
  }

  void openStatusPicker() {
    statusPicker().click();
  }

  /** In the picker, which is open. */
  void chooseStatus(String name, String message) {
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)))
        .check();
    page.getByLabel("What you are up to").fill(message);
    button("Set status").click();
  }

  Locator alsoHere() {
    return page.locator("here-line .faces");
  }

  void createGroup(String name, String... members) {
    button("New room").click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
    page.getByLabel("Other members, by user id").fill(String.join(", ", members));
    button("Create room").click();
  }

  Locator room(String name) {
    return page.getByRole(AriaRole.NAVIGATION)
        .getByRole(AriaRole.LINK)
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  Locator unreadBadge(String room) {
    return room(room).locator(".badge.count");
  }

  Locator mentionBadge(String room) {
    return room(room).locator(".badge.mention");
  }

  void send(String text) {
    page.getByRole(
            AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Message to ")))
        .fill(text);
    page.keyboard().press("Enter");
  }

  /**
   * The messages of the open room that contain the text, without those that are still on their way.
   */
  Locator message(String text) {
    return log("Messages")
        .locator("article:not(.pending)")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.locator(".text", new Page.LocatorOptions().setHasText(text))));
  }

  /** The messages of the open room, without those that are still on their way. */
  Locator messages() {
    return log("Messages").locator("article:not(.pending) .text");
  }

  /** The answers in the open thread that contain the text. */
  Locator answer(String text) {
    return log("Replies")
        .locator("article:not(.pending)")
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  private Locator log(String name) {
    return page.getByRole(AriaRole.LOG, new Page.GetByRoleOptions().setName(name));
  }

  /** Presses one of the buttons that a message has while it is pointed at. */
  void act(Locator message, String button) {
    message.hover();
    message
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  void answerInThread(String text) {
    page.getByRole(
            AriaRole.TEXTBOX,
            new Page.GetByRoleOptions().setName("Reply in the thread").setExact(true))
        .fill(text);
    page.keyboard().press("Enter");
  }

  /** Edits the user's last message by the keyboard alone. */
  void editLast(String text) {
    page.getByRole(
            AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Message to ")))
        .press("ArrowUp");
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Edit message"))
        .fill(text);
    page.keyboard().press("Enter");
  }

  /** Searches all rooms by the keyboard alone, and goes to what is found. */
  void searchAndGo(String words) {
    page.keyboard().press("Control+k");
    page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Search messages"))
        .fill(words);
    page.getByRole(AriaRole.OPTION)
        .filter(new Locator.FilterOptions().setHas(page.locator("mark")))
        .first()
        .waitFor();
    page.keyboard().press("Enter");
  }

  Locator typing() {
    return page.locator("conversation-view typing-line");
  }

  Locator bell() {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Notifications")));
  }

  Locator notifications() {
    return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Notifications"));
  }

  void showNotifications(String which) {
    notifications()
        .getByLabel("Show", new Locator.GetByLabelOptions().setExact(true))
        .selectOption(which);
  }

  Locator notification(String title) {
    return notifications()
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText(title));
  }

  /** Opens a menu and chooses from it. */
  void act(String menu, String entry) {
    button(menu).click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(entry).setExact(true))
        .click();
  }

  Locator dialog(String name) {
    return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
  }

  Locator pageViews() {
    return page.locator("live-counter .total");
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Buttons, links and fields on the page that a screen reader couldn't name. */
  @SuppressWarnings("unchecked")
  List<String> controlsWithoutName() {
    return (List<String>)
        page.evaluate(
            """
            () => {
              const nameless = [];
              const visit = (root) => {
                for (const element of root.querySelectorAll('*')) {
                  if (element.matches('button, a, input, textarea, dialog, [role=dialog]')) {
                    const labelled = (element.getAttribute('aria-labelledby') ?? '')
                      .split(' ').some((id) => id !== '' && root.querySelector('#' + id));
                    const labels = [...(element.labels ?? [])].map((label) => label.textContent).join('');
                    const text = element.matches('button, a') ? element.textContent : labels;
                    if (!labelled && !(element.getAttribute('aria-label') ?? text).trim()) {
                      nameless.push(element.outerHTML);
                    }
                  }
                  if (element.shadowRoot) visit(element.shadowRoot);
                }
              };
              visit(document);
              return nameless;
            }
            """);
  }
}
