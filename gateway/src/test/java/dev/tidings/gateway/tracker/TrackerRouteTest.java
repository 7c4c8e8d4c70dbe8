package dev.tidings.gateway.tracker;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tidings.gateway.support.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** R-A1: the tracker is small, and where sites expect it. */
@QuarkusTest
class TrackerRouteTest extends GatewayTest {

  private static final int MAX_BYTES = 2000;

  @Test
  void shouldServeASmallScript() throws IOException {
    byte[] script =
        given()
            .get("/t.js")
            .then()
            .statusCode(200)
            .contentType(containsString("javascript"))
            .header("Cache-Control", equalTo("public, max-age=86400"))
            .header("Cross-Origin-Resource-Policy", equalTo("cross-origin"))
            .extract()
            .asByteArray();
    assertThat(zipped(script)).isLessThan(MAX_BYTES);
    // It leaves no names behind among the page's own.
    assertThat(new String(script, UTF_8)).startsWith("(()=>{").doesNotContain("import", "export");
    given().head("/t.js").then().statusCode(200);
  }

  private static int zipped(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.size();
  }
}
