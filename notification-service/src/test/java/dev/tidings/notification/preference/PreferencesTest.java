package dev.tidings.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-N4: what holds for a type on a channel. */
class PreferencesTest {

  private static final Choice DAILY = new Choice(true, DigestFrequency.DAILY);

  @Test
  void shouldPreferTheTypesOwnChoice() {
    var preferences =
        new Preferences(
            Preferences.DEFAULT.zone(),
            null,
            null,
            null,
            Preferences.DEFAULT.digest(),
            Map.of(DeliveryChannel.EMAIL, DAILY),
            Map.of("chat_mention", Map.of(DeliveryChannel.EMAIL, Choice.NONE)));

    assertThat(preferences.choice("chat_mention", DeliveryChannel.EMAIL)).isEqualTo(Choice.NONE);
    assertThat(preferences.choice("chat_mention", DeliveryChannel.PUSH)).isEqualTo(Choice.ON);
    assertThat(preferences.choice("payment", DeliveryChannel.EMAIL)).isEqualTo(DAILY);
  }

  @Test
  void shouldEndAMuteByItself() {
    Instant noon = Instant.parse("2026-01-15T12:00:00Z");

    assertThat(new Mute(noon).holds(noon.minusMillis(1))).isTrue();
    assertThat(new Mute(noon).holds(noon)).isFalse();
    assertThat(new Mute(null).holds(Instant.MAX)).isTrue();
    assertThat(Preferences.DEFAULT.muted(noon)).isFalse();
  }
}
