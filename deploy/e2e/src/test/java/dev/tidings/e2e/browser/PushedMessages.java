package dev.tidings.e2e.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Messages of a push service, brought to the console's service worker by the browser's own tools.
 *
 * @see <a
 *     href="https://chromedevtools.github.io/devtools-protocol/tot/ServiceWorker/">ServiceWorker
 *     domain</a>
 */
final class PushedMessages {

  private static final String REGISTER =
      """
      async () => {
        await navigator.serviceWorker.register('/push-worker.js');
        await navigator.serviceWorker.ready;
      }
      """;

  private static final String SHOWN =
      """
      async () => {
        const registration = await navigator.serviceWorker.ready;
        const shown = await registration.getNotifications();
        return shown.map(({ title, body }) => `${title}: ${body}`);
      }
      """;

  /** What the browser does to the worker of a notification that is clicked. */
  private static final String CLICK =
      """
      registration.getNotifications().then((shown) => {
        const notification = shown.find((each) => each.title === '%s');
        dispatchEvent(new NotificationEvent('notificationclick', { notification }));
      })
      """;

  private final Page page;
  private final String origin;
  private final CDPSession tools;
  private final AtomicReference<String> registration = new AtomicReference<>();
  private int delivered;

  /** Has the page register its worker. */
  PushedMessages(Page page, URI address) {
    this.page = page;
    this.origin = address.toString().replaceFirst("/$", "");
    this.tools = page.context().newCDPSession(page);
    tools.on("ServiceWorker.workerRegistrationUpdated", this::registered);
    tools.send("ServiceWorker.enable");
    page.evaluate(REGISTER);
    page.waitForCondition(() -> registration.get() != null);
  }

  private void registered(JsonObject event) {
    for (JsonElement each : event.getAsJsonArray("registrations")) {
      registration.set(each.getAsJsonObject().get("registrationId").getAsString());
    }
  }

  /** Brings a message. */
  void deliver(String data) {
    var message = new JsonObject();
    message.addProperty("origin", origin);
    message.addProperty("registrationId", registration.get());
    message.addProperty("data", data);
    tools.send("ServiceWorker.deliverPushMessage", message);
    delivered++;
  }

  /** What is shown, as title and body, once there is one for each message. */
  @SuppressWarnings("unchecked")
  List<String> awaitShown() {
    page.waitForCondition(() -> ((List<String>) page.evaluate(SHOWN)).size() == delivered);
    return (List<String>) page.evaluate(SHOWN);
  }

  /** Does what a click does. */
  void click(String title) {
    CDPSession browser = page.context().browser().newBrowserCDPSession();
    var attach = new JsonObject();
    attach.addProperty("targetId", worker(browser));
    attach.addProperty("flatten", false);
    String session = browser.send("Target.attachToTarget", attach).get("sessionId").getAsString();
    var parameters = new JsonObject();
    parameters.addProperty("expression", CLICK.formatted(title));
    var evaluate = new JsonObject();
    evaluate.addProperty("id", 1);
    evaluate.addProperty("method", "Runtime.evaluate");
    evaluate.add("params", parameters);
    var message = new JsonObject();
    message.addProperty("sessionId", session);
    message.addProperty("message", evaluate.toString());
    browser.send("Target.sendMessageToTarget", message);
  }

  private String worker(CDPSession browser) {
    for (JsonElement each : browser.send("Target.getTargets").getAsJsonArray("targetInfos")) {
      JsonObject target = each.getAsJsonObject();
      if (target.get("type").getAsString().equals("service_worker")
          && target.get("url").getAsString().startsWith(origin)) {
        return target.get("targetId").getAsString();
      }
    }
    throw new AssertionError("No service worker runs");
  }
}
