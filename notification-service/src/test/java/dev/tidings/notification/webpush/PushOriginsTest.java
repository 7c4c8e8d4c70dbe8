package dev.tidings.notification.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-N3, R-X3: a subscription can't have this service call anything but a push service. */
class PushOriginsTest {

  private final PushOrigins origins =
      new PushOrigins(List.of("https://fcm.googleapis.com", "https://*.push.apple.com"));

  @ParameterizedTest
  @CsvSource({
    "https://fcm.googleapis.com/fcm/send/abc, true",
    "https://FCM.googleapis.com/fcm/send/abc, true",
    "https://web.push.apple.com/abc, true",
    "http://fcm.googleapis.com/fcm/send/abc, false",
    "https://fcm.googleapis.com:8443/x, false",
    "https://fcm.googleapis.com.evil.example/x, false",
    "https://evil.example/?https://fcm.googleapis.com, false",
    "https://fcm.googleapis.com@evil.example/x, false",
    "https://user@fcm.googleapis.com/x, false",
    "https://push.apple.com/x, false",
    "https://evilpush.apple.com/x, false",
    "https://127.0.0.1/x, false",
    "https://[::1]/x, false",
    "https://169.254.169.254/latest/meta-data, false",
    "file:///etc/passwd, false",
    "'https://fcm.googleapis.com/a b', false",
    "'', false",
  })
  void shouldKnowPushServices(String endpoint, boolean known) {
    assertThat(origins.check(endpoint).isPresent()).isEqualTo(known);
  }
}
