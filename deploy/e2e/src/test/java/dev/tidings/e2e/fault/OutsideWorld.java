package dev.tidings.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.e2e.support.TidingsSystem;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Where notifications leave the system: a mail server, and the endpoint of a webhook. */
final class OutsideWorld implements AutoCloseable {

  private static final Pattern TITLE = Pattern.compile("\\bNumber \\d+\\b");

  private final GreenMail mail;
  private final HttpServer endpoint;
  private final List<Received> requests = new CopyOnWriteArrayList<>();

  /**
   * Something that has arrived.
   *
   * @param key what a receiver tells repetitions by
   * @param titles those of the notifications in it
   */
  record Received(String key, TreeSet<String> titles) {

    private static Received of(String key, String text) {
      var titles = new TreeSet<String>();
      TITLE.matcher(text).results().forEach(each -> titles.add(each.group()));
      return new Received(key, titles);
    }
  }

  OutsideWorld(TidingsSystem system) {
    mail =
        new GreenMail(new ServerSetup(system.mailPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      endpoint = HttpServer.create(new InetSocketAddress("127.0.0.1", system.webhookPort()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    endpoint.createContext("/hook", this::take);
    endpoint.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      requests.add(Received.of(exchange.getRequestHeaders().getFirst("webhook-id"), body));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  /** The mails, by the first part of their {@code Message-ID}. */
  List<Received> mails() {
    var mails = new ArrayList<Received>();
    for (MimeMessage each : mail.getReceivedMessages()) {
      try {
        String id = each.getMessageID();
        var parts = (Multipart) each.getContent();
        mails.add(
            Received.of(
                id.substring(1, id.indexOf('@')), parts.getBodyPart(0).getContent().toString()));
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return mails;
  }

  /** How much has arrived. */
  int count() {
    return mail.getReceivedMessages().length + requests.size();
  }

  /** The webhook's requests, by {@code webhook-id}. */
  List<Received> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    mail.stop();
    endpoint.stop(0);
  }
}
