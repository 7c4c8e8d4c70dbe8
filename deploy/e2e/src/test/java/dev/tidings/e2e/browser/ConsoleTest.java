package dev.tidings.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two people meet in the console (R-X6): chat, presence, notifications and page views, live in both
 * browsers.
 */
@EndToEnd
class ConsoleTest {

  /** The workspace that the local site {@code default} belongs to. */
  private static final String WORKSPACE = "acme";

  private static final Pattern RECONNECTING = Pattern.compile("^Reconnecting");

  /** The browser's own words on a server that is away. */
  private static final Pattern AWAY =
      Pattern.compile("WebSocket connection to|Failed to load resource|net::ERR_");

  private final TidingsSystem system;

  @RegisterExtension private final BrowserSession browser;

  /** Different in each run, because the system keeps its data. */
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  private final String alice = "alice-" + run;
  private final String bob = "bob-" + run;
  private final String launch = "Launch " + run;
  private final Optional<Accessibility> accessibility = Accessibility.installed();
  private Page alicesPage;
  private Page bobsPage;
  private ConsolePage alicesConsole;
  private ConsolePage bobsConsole;

  ConsoleTest(TidingsSystem system) {
    this.system = system;
    browser = new BrowserSession(system.gateway());
  }

  @BeforeEach
  void openTwoBrowsers() {
    alicesPage = browser.newPage("alice");
    alicesConsole = new ConsolePage(alicesPage);
    bobsPage = browser.newPage("bob");
    bobsConsole = new ConsolePage(bobsPage);
  }

  @Test
  void shouldBringTwoPeopleTogether() {
    signInBoth();
    shouldShowBothAsOnline();
    shouldShowTheStatusThatIsChosen();
    shouldShowNewRoomToItsMembers();
    shouldDeliverMessageLive();
    shouldShowWhoIsHere();
    shouldNotifyWhoIsMentioned();
    shouldCountPageViews();
    shouldKeepSessionOverReload();
    Assertions.assertThat(alicesConsole.controlsWithoutName()).isEmpty();
  }

  @Test
  void shouldConverseInBothBrowsers() {
    signInBoth();
    alicesConsole.createGroup(launch, bob);
    List<String> sent = sendEarlierMessages();
    bobsConsole.room(launch).click();
    alicesConsole.send("Shall we **begin**?");
    assertThat(bobsConsole.message("Shall we begin?").locator("strong")).hasText("begin");

    shouldReactAndAnswer();
    shouldEditAndUndoDeletion();
    shouldFindAndGoTo(sent.getFirst());
    assumeTrue(accessibility.isPresent(), "Skipped in part: axe-core needs Node 20 and npm.");
    Assertions.assertThat(accessibility.get().violations(alicesPage)).isEmpty();
    Assertions.assertThat(accessibility.get().violations(bobsPage)).isEmpty();
  }

  /** R-A4, R-A5, R-X6: who was and is on the site, on one page. */
  @Test
  void shouldShowTheVisitors() {
    alicesConsole.signIn(alice, "Alice Archer", WORKSPACE, "ADMIN");
    assertThat(alicesConsole.connection()).hasText("Connected");
    alicesPage.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Visitors")).click();
    assertThat(alicesPage.locator("site-dashboard .figures")).containsText("Page views");
    assertThat(alicesPage.locator("site-dashboard line-chart canvas")).hasCount(2);
    assertThat(alicesPage.locator("site-dashboard tbody tr").first()).containsText("/");
    alicesConsole.button("Count").click();
    assertThat(alicesPage.locator("site-dashboard section").last()).containsText("event:signup");
    alicesPage.getByLabel("Name of the funnel").fill("Sign-ups");
    alicesConsole.button("Save").click();
    assertThat(alicesPage.getByLabel("Saved funnels")).containsText("Sign-ups");
    alicesConsole.button("Delete").click();
    assertThat(alicesPage.getByLabel("Saved funnels")).hasCount(0);
    alicesPage.locator("site-dashboard tbody button").first().click();
    assertThat(alicesPage.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Filters")))
        .containsText("Pages: /");
    accessibility.ifPresent(axe -> Assertions.assertThat(axe.violations(alicesPage)).isEmpty());
  }

  /** R-N4, R-N6, R-N8: what comes is put aside, explained, and chosen how to come; and what was. */
  @Test
  void shouldRuleTheirNotifications() {
    signInBoth();
    TestUser services = system.user("services-" + run, WORKSPACE, "ADMIN");
    String title = "A task is yours " + run;
    services
        .post(
            "/api/notifications",
            Map.of("userId", alice, "type", "task_assigned", "title", title, "priority", "high"))
        .expect(201);
    assertThat(alicesConsole.bell()).hasAccessibleName("Notifications, 1 unread");
    alicesConsole.bell().click();
    shouldPutAwayAndTakeBack(title);
    shouldExplain(title);
    shouldChooseHowToBeNotified();
    shouldSeeWhatHappened(services);
  }

  private void shouldPutAwayAndTakeBack(String title) {
    alicesConsole.showNotifications("Important");
    assertThat(alicesConsole.notification(title)).hasCount(1);
    alicesConsole.act("More: " + title, "Put away");
    assertThat(alicesConsole.notification(title)).hasCount(0);
    assertThat(alicesConsole.bell()).hasAccessibleName("Notifications");
    alicesConsole.showNotifications("Put away");
    alicesConsole.act("More: " + title, "Back into the list");
    assertThat(alicesConsole.bell()).hasAccessibleName("Notifications, 1 unread");
    alicesConsole.showNotifications("All");
    assertThat(alicesConsole.notification(title)).hasCount(1);
    shouldBeAccessible();
  }

  private void shouldExplain(String title) {
    alicesConsole.act("More: " + title, "Why did I get this?");
    assertThat(alicesConsole.dialog("Why did I get this?")).containsText("In the list");
    shouldBeAccessible();
    alicesPage.keyboard().press("Escape");
    alicesConsole.bell().click();
    alicesConsole.act("More: " + title, "Delete");
    assertThat(alicesConsole.notification(title)).hasCount(0);
  }

  private void shouldChooseHowToBeNotified() {
    alicesConsole.button("How you are notified").click();
    alicesPage.getByLabel("What comes in the night waits until the morning").check();
    alicesPage.getByLabel("Mentions, E-mail").selectOption("daily");
    alicesPage.getByLabel("Time zone").selectOption("Europe/Berlin");
    alicesConsole.button("Save").click();
    assertThat(alicesConsole.dialog("How you are notified")).containsText("Saved");
    shouldBeAccessible();
    alicesPage.keyboard().press("Escape");

    alicesConsole.bell().click();
    alicesConsole.button("How you are notified").click();
    assertThat(alicesPage.getByLabel("Mentions, E-mail")).hasValue("daily");
    assertThat(alicesPage.getByLabel("Time zone")).hasValue("Europe/Berlin");
    assertThat(alicesPage.getByLabel("From", new Page.GetByLabelOptions().setExact(true)))
        .hasValue("22:00");
    alicesPage.keyboard().press("Escape");
  }

  private void shouldSeeWhatHappened(TestUser services) {
    post(services, "Earlier " + run, Map.of("visibility", "public"));
    alicesPage
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Activity").setExact(true))
        .click();
    assertThat(alicesPage.locator("activity-view")).containsText("Earlier " + run);
    post(services, "For Bob " + run, Map.of("visibility", "private", "userIds", List.of(bob)));
    post(services, "Just now " + run, Map.of("visibility", "public"));
    assertThat(alicesPage.locator("activity-view li").first()).containsText("Just now " + run);
    assertThat(alicesPage.locator("activity-view")).not().containsText("For Bob " + run);
    shouldBeAccessible();
  }

  private static void post(TestUser services, String title, Map<String, Object> circle) {
    var activity = new HashMap<>(circle);
    activity.put("type", "status_changed");
    activity.put("title", title);
    services.post("/api/activity", activity).expect(201);
  }

  private void shouldBeAccessible() {
    accessibility.ifPresent(check -> Assertions.assertThat(check.violations(alicesPage)).isEmpty());
  }

  /**
   * R-N3: what a push service brings is shown while no page looks at it. No push service is asked:
   * the browser is given the message as if by one.
   */
  @Test
  void shouldShowWhatIsPushed() {
    browser.expect(AWAY);
    alicesPage.context().grantPermissions(List.of("notifications"));
    alicesConsole.signIn(alice, "Alice Archer", WORKSPACE);
    assertThat(alicesConsole.connection()).hasText("Connected");
    var worker = new PushedMessages(alicesPage, system.gateway());

    worker.deliver(
        """
        {"id": "n-1", "tag": "t-1", "type": "chat_mention", "priority": "normal", "title": "Bob mentioned you",
         "body": "Hello", "image": null, "link": "/chat/rooms/r-1?message=m-1", "actions": []}
        """);
    Assertions.assertThat(worker.awaitShown()).containsExactly("Bob mentioned you: Hello");
    worker.deliver("no JSON");
    Assertions.assertThat(worker.awaitShown())
        .containsExactlyInAnyOrder("Bob mentioned you: Hello", "New notification: ");

    worker.click("Bob mentioned you");
    alicesPage.waitForURL(Pattern.compile("#/rooms/r-1/at/m-1$"));
  }

  @Test
  void shouldCatchUpAfterConnectionWasLost() {
    AtomicReference<WebSocketRoute> connection = new AtomicReference<>();
    AtomicBoolean reachable = new AtomicBoolean(true);
    alicesPage.routeWebSocket(
        Pattern.compile("/ws"),
        socket -> {
          if (reachable.get()) {
            connection.set(socket);
            socket.connectToServer();
          } else {
            socket.close(new WebSocketRoute.CloseOptions().setCode(4001));
          }
        });
    signInBoth();
    alicesConsole.createGroup(launch, bob);
    bobsConsole.room(launch).click();

    reachable.set(false);
    connection.get().close(new WebSocketRoute.CloseOptions().setCode(4001));
    assertThat(alicesConsole.connection()).hasText(RECONNECTING);
    assertThat(alicesConsole.banner()).containsText("The connection was lost.");
    bobsConsole.send("While you were away");
    assertThat(bobsConsole.message("While you were away")).hasCount(1);
    assertThat(alicesConsole.message("While you were away")).hasCount(0);
    reachable.set(true);

    assertThat(alicesConsole.message("While you were away"))
        .hasCount(1, new HasCountOptions().setTimeout(30_000));
    assertThat(alicesConsole.connection()).hasText("Connected");
    assertThat(alicesConsole.banner()).containsText("You are back.");
    bobsConsole.send("And now that you are back");
    assertThat(alicesConsole.message("And now that you are back")).hasCount(1);
  }

  @Test
  void shouldLoseAndRepeatNothingWhileGatewayIsReplaced() {
    browser.expect(AWAY);
    signInBoth();
    alicesConsole.createGroup(launch, bob);
    bobsConsole.room(launch).click();
    bobsConsole.send("Before");
    assertThat(alicesConsole.message("Before")).hasCount(1);
    TestUser bobElsewhere = system.user(bob, WORKSPACE);
    String room =
        bobElsewhere
            .get("/api/chat/rooms")
            .expect(200)
            .json()
            .path("items")
            .path(0)
            .path("id")
            .asText();

    ManagedProcess gateway = system.kill("gateway");
    assertThat(alicesConsole.connection()).hasText(RECONNECTING);
    assertThat(alicesConsole.banner()).containsText("trying again");
    bobElsewhere
        .at(system.address("chat-service"))
        .post("/api/chat/messages", Map.of("roomId", room, "message", "While nobody could hear"))
        .expect(201);
    alicesConsole.send("Written while away");

    assertThat(alicesConsole.banner())
        .containsText("You are back.", new ContainsTextOptions().setTimeout(90_000));
    for (ConsolePage console : List.of(alicesConsole, bobsConsole)) {
      assertThat(console.connection())
          .hasText("Connected", new HasTextOptions().setTimeout(90_000));
      assertThat(console.message("Written while away"))
          .hasCount(1, new HasCountOptions().setTimeout(30_000));
    }
    bobsConsole.send("After");
    assertThat(alicesConsole.message("After")).hasCount(1);
    String[] all = {"Before", "While nobody could hear", "Written while away", "After"};
    assertThat(alicesConsole.messages()).hasText(all);
    assertThat(bobsConsole.messages()).hasText(all);
    system.awaitReplacement(gateway);
  }

  private void signInBoth() {
    Assertions.assertThat(alicesPage.url()).isEqualTo("about:blank");
    alicesConsole.signIn(alice, "Alice Archer", WORKSPACE);
    bobsConsole.signIn(bob, "Bob Baker", WORKSPACE);
    assertThat(alicesConsole.connection()).hasText("Connected");
    assertThat(bobsConsole.connection()).hasText("Connected");
  }

  /** More than are loaded by themselves, so that the first has to be loaded when it is gone to. */
  private List<String> sendEarlierMessages() {
    TestUser aliceElsewhere = system.user(alice, WORKSPACE);
    assertThat(alicesConsole.room(launch)).hasAttribute("aria-current", "page");
    String room = alicesPage.url().replaceFirst(".*#/rooms/", "");
    List<String> texts =
        IntStream.rangeClosed(1, 130).mapToObj(each -> "Point " + each + " of " + run).toList();
    texts.forEach(
        text ->
            aliceElsewhere
                .post("/api/chat/messages", Map.of("roomId", room, "message", text))
                .expect(201));
    return texts;
  }

  private void shouldReactAndAnswer() {
    bobsConsole.act(bobsConsole.message("Shall we begin?"), "React");
    bobsConsole.button("rocket").click();
    assertThat(alicesConsole.message("Shall we begin?").locator("[data-emoji='🚀']"))
        .hasAttribute("aria-pressed", "false");

    bobsConsole.act(bobsConsole.message("Shall we begin?"), "Reply");
    bobsConsole.answerInThread("Yes, at once");
    assertThat(bobsConsole.answer("Yes, at once")).hasCount(1);
    assertThat(alicesConsole.message("Shall we begin?")).containsText("1 reply");
    assertThat(alicesConsole.message("Yes, at once")).containsText("Shall we begin?");
  }

  private void shouldEditAndUndoDeletion() {
    alicesConsole.editLast("Shall we **start**?");
    assertThat(bobsConsole.message("Shall we start?")).containsText("(edited)");

    alicesConsole.act(alicesConsole.message("Shall we start?"), "More");
    alicesPage.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Delete")).click();
    alicesConsole.button("Undo").click();
    assertThat(alicesConsole.message("Shall we start?")).hasCount(1);
  }

  private void shouldFindAndGoTo(String text) {
    alicesConsole.reload();
    assertThat(alicesConsole.message("Shall we start?")).isInViewport();
    assertThat(alicesConsole.message(text)).hasCount(0);
    alicesConsole.searchAndGo('"' + text + '"');
    assertThat(alicesConsole.message(text)).isInViewport();
    alicesConsole.button("Newest messages").click();
    assertThat(alicesConsole.message("Shall we start?")).isInViewport();
  }

  private void shouldShowBothAsOnline() {
    assertThat(alicesConsole.person(alice)).containsText("Alice Archer (you)");
    assertThat(alicesConsole.person(bob)).containsText("Bob Baker");
    assertThat(bobsConsole.person(alice)).containsText("Alice Archer");
    assertThat(bobsConsole.person(bob)).containsText("Bob Baker (you)");
  }

  private void shouldShowTheStatusThatIsChosen() {
    alicesConsole.openStatusPicker();
    accessibility.ifPresent(
        axe -> Assertions.assertThat(axe.violations(alicesPage)).as("the status picker").isEmpty());
    alicesConsole.chooseStatus("Busy", "Writing the plan");

    assertThat(bobsConsole.person(alice)).containsText("Busy · Writing the plan");
    assertThat(bobsConsole.person(alice).locator(".dot.busy")).hasCount(1);
    assertThat(alicesConsole.statusPicker()).containsText("Writing the plan");
    alicesConsole.openStatusPicker();
    alicesConsole.chooseStatus("Online", "");
    assertThat(bobsConsole.person(alice)).containsText("Online");
  }

  private void shouldShowWhoIsHere() {
    assertThat(alicesConsole.alsoHere()).containsText("Also here: Bob Baker");
    assertThat(bobsConsole.alsoHere()).containsText("Also here: Alice Archer");
    assertThat(alicesConsole.alsoHere().locator(".dot.online")).hasCount(1);
  }

  private void shouldShowNewRoomToItsMembers() {
    alicesConsole.createGroup(launch, bob);
    assertThat(alicesConsole.room(launch)).hasAttribute("aria-current", "page");
    assertThat(bobsConsole.room(launch)).containsText("No messages yet");
  }

  private void shouldDeliverMessageLive() {
    alicesConsole.send("Are we ready for <b>launch</b>?");
    assertThat(alicesConsole.message("Are we ready for <b>launch</b>?")).hasCount(1);
    assertThat(bobsConsole.unreadBadge(launch)).containsText("1");
    assertThat(bobsConsole.room(launch)).containsText("Alice: Are we ready for <b>launch</b>?");

    bobsConsole.room(launch).click();
    assertThat(bobsConsole.message("Are we ready for <b>launch</b>?")).hasCount(1);
    assertThat(bobsConsole.unreadBadge(launch)).hasCount(0);
  }

  private void shouldNotifyWhoIsMentioned() {
    assertThat(alicesConsole.bell()).hasAccessibleName("Notifications");
    bobsConsole.send("@" + alice + " yes, we are!");
    assertThat(alicesConsole.message("yes, we are!").locator("mark.self")).hasText("@" + alice);
    assertThat(alicesConsole.bell()).hasAccessibleName("Notifications, 1 unread");

    alicesConsole.bell().click();
    assertThat(alicesConsole.notifications()).containsText("Bob");
    alicesConsole.button("Mark all as read").click();
    assertThat(alicesConsole.bell()).hasAccessibleName("Notifications");
    alicesPage.keyboard().press("Escape");
    assertThat(alicesConsole.notifications()).not().isVisible();
  }

  private void shouldCountPageViews() {
    int before = Integer.parseInt(alicesConsole.pageViews().getAttribute("data-total"));
    alicesConsole.button("Record a page view").click();
    // Figures come every five seconds.
    alicesPage.waitForFunction(
        "([counter, before]) => Number(counter.dataset.total) > before",
        new Object[] {alicesConsole.pageViews().elementHandle(), before});
  }

  private void shouldKeepSessionOverReload() {
    alicesConsole.reload();
    assertThat(alicesConsole.connection()).hasText("Connected");
    assertThat(alicesConsole.message("yes, we are!")).hasCount(1);
  }
}
