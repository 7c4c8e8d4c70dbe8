package dev.tidings.local.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.local.CannotProceed;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/**
 * What a development build of the gateway makes a token from.
 *
 * @param name may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenRequest(String user, String workspace, List<String> roles, String name) {

  private static final int TIMEOUT_MILLIS = 5_000;

  /** The token. */
  String send(int gatewayPort) throws CannotProceed {
    ObjectMapper json = new ObjectMapper();
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + gatewayPort + "/dev/token").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setRequestProperty("Accept", "application/json");
      connection.setDoOutput(true);
      try (OutputStream body = connection.getOutputStream()) {
        body.write(json.writeValueAsBytes(this));
      }
      int status = connection.getResponseCode();
      if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
        throw refused(json, connection, status);
      }
      return json.readTree(connection.getInputStream()).path("token").asText();
    } catch (IOException e) {
      throw new CannotProceed(
          "The gateway doesn't answer on port "
              + gatewayPort
              + ": is the system up? See ./tidings status.");
    }
  }

  private static CannotProceed refused(ObjectMapper json, HttpURLConnection connection, int status)
      throws IOException {
    if (status == HttpURLConnection.HTTP_NOT_FOUND) {
      return new CannotProceed(
          "This gateway makes no tokens: it isn't a development build. ./tidings up makes one.");
    }
    String detail = "";
    if (connection.getErrorStream() != null) {
      detail = json.readTree(connection.getErrorStream()).path("detail").asText();
    }
    return new CannotProceed(
        "The gateway refuses to make this token (%d). %s".formatted(status, detail).strip());
  }
}
