package dev.tidings.notification.preference;

import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person's preferences, as the API takes and shows them and as they are stored.
 *
 * @param zone an IANA time zone
 * @param language a BCP 47 language tag; null for what is usual
 * @param mute all interruptions off; null if not
 * @param quietHours when not to interrupt; null for never
 * @param digest when daily and weekly digests come; null for the default
 * @param channels by channel, what is wanted of it; what is missing is the default
 * @param types by type and channel, what differs there
 */
@RegisterForReflection
@Schema(name = "NotificationPreferences")
public record PreferencesView(
    @Schema(examples = "Europe/Berlin") String zone,
    @Schema(examples = "de") String language,
    MuteView mute,
    QuietHoursView quietHours,
    DigestView digest,
    Map<String, ChoiceView> channels,
    Map<String, Map<String, ChoiceView>> types) {

  /** More types than any product has. */
  private static final int MAX_TYPES = 200;

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /**
   * All interruptions are off.
   *
   * @param until when that ends by itself; null for never
   */
  @RegisterForReflection
  @Schema(name = "Mute")
  public record MuteView(Instant until) {}

  /**
   * When not to interrupt.
   *
   * @param from the time of day at which it begins, {@code HH:mm}
   * @param to when it ends; on the next day if it is not after {@code from}
   * @param days on which it begins; null for every day
   * @param urgentPasses whether urgent notifications come through; null for yes
   */
  @RegisterForReflection
  @Schema(name = "QuietHours")
  public record QuietHoursView(
      @Schema(examples = "22:00") String from,
      @Schema(examples = "07:00") String to,
      List<String> days,
      Boolean urgentPasses) {}

  /**
   * When daily and weekly digests come.
   *
   * @param at the time of day, {@code HH:mm}
   * @param day the day of weekly ones
   */
  @RegisterForReflection
  @Schema(name = "DigestTime")
  public record DigestView(
      @Schema(examples = "08:00") String at, @Schema(examples = "monday") String day) {}

  /**
   * What is wanted of a channel.
   *
   * @param enabled whether notifications come there; null for yes
   * @param digest {@code off}, {@code hourly}, {@code daily} or {@code weekly}; null for off
   */
  @RegisterForReflection
  @Schema(name = "ChannelChoice")
  public record ChoiceView(Boolean enabled, @Schema(examples = "off") String digest) {}

  /** The preferences, in the API's form. */
  static PreferencesView of(Preferences preferences) {
    QuietHours quiet = preferences.quietHours();
    var types = new TreeMap<String, Map<String, ChoiceView>>();
    preferences.types().forEach((type, choices) -> types.put(type, choices(choices)));
    return new PreferencesView(
        preferences.zone().getId(),
        preferences.language() == null ? null : preferences.language().toLanguageTag(),
        preferences.mute() == null ? null : new MuteView(preferences.mute().until()),
        quiet == null
            ? null
            : new QuietHoursView(
                quiet.from().toString(),
                quiet.to().toString(),
                Arrays.stream(DayOfWeek.values())
                    .filter(quiet.days()::contains)
                    .map(PreferencesView::lower)
                    .toList(),
                quiet.urgentPasses()),
        new DigestView(preferences.digest().at().toString(), lower(preferences.digest().day())),
        choices(preferences.channels()),
        types);
  }

  /**
   * The preferences.
   *
   * @throws ProblemException {@code validation-failed} with every rule that is broken
   */
  Preferences read() {
    var faults = new ArrayList<FieldError>();
    Preferences preferences =
        new Preferences(
            zone == null
                ? Preferences.DEFAULT.zone()
                : parsed(faults, "/zone", "must be an IANA time zone", zone, ZoneId::of),
            language == null
                ? null
                : parsed(
                    faults,
                    "/language",
                    "must be a BCP 47 language tag",
                    language,
                    PreferencesView::language),
            mute == null ? null : new Mute(mute.until()),
            quietHours == null ? null : quietHours(faults),
            digest == null ? Preferences.DEFAULT.digest() : digest(faults),
            channels == null ? Map.of() : choices(faults, "/channels", channels),
            types(faults));
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    return preferences;
  }

  private static Locale language(String tag) {
    try {
      Locale language = new Locale.Builder().setLanguageTag(tag).build();
      if (language.getLanguage().isEmpty()) {
        throw new IllegalArgumentException("No language");
      }
      return language;
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private QuietHours quietHours(List<FieldError> faults) {
    LocalTime from = time(faults, "/quietHours/from", quietHours.from());
    LocalTime to = time(faults, "/quietHours/to", quietHours.to());
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (quietHours.days() == null) {
      days = EnumSet.allOf(DayOfWeek.class);
    } else {
      for (int i = 0; i < quietHours.days().size(); i++) {
        DayOfWeek day = day(faults, "/quietHours/days/" + i, quietHours.days().get(i));
        if (day != null) {
          days.add(day);
        }
      }
    }
    if (from == null || to == null) {
      return null;
    }
    if (from.equals(to)) {
      faults.add(new FieldError("/quietHours/to", "must differ from the beginning"));
      return null;
    }
    return new QuietHours(
        from, to, days, quietHours.urgentPasses() == null || quietHours.urgentPasses());
  }

  private Preferences.DigestTime digest(List<FieldError> faults) {
    Preferences.DigestTime standard = Preferences.DEFAULT.digest();
    return new Preferences.DigestTime(
        digest.at() == null ? standard.at() : time(faults, "/digest/at", digest.at()),
        digest.day() == null ? standard.day() : day(faults, "/digest/day", digest.day()));
  }

  private Map<String, Map<DeliveryChannel, Choice>> types(List<FieldError> faults) {
    var read = new TreeMap<String, Map<DeliveryChannel, Choice>>();
    if (types == null) {
      return read;
    }
    if (types.size() > MAX_TYPES) {
      faults.add(new FieldError("/types", "must be at most " + MAX_TYPES));
      return read;
    }
    types.forEach(
        (type, choices) -> {
          String pointer = "/types/" + type.replace("~", "~0").replace("/", "~1");
          if (!TYPE.matcher(type).matches()) {
            faults.add(
                new FieldError(pointer, "must be named in lower case, digits and underscores"));
          } else if (choices != null) {
            read.put(type, choices(faults, pointer, choices));
          }
        });
    return read;
  }

  private static Map<DeliveryChannel, Choice> choices(
      List<FieldError> faults, String pointer, Map<String, ChoiceView> choices) {
    var read = new EnumMap<DeliveryChannel, Choice>(DeliveryChannel.class);
    choices.forEach(
        (name, choice) -> {
          String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
          DeliveryChannel channel =
              parsed(faults, at, "is not a channel", name, DeliveryChannel::of);
          if (channel != null && choice != null) {
            read.put(channel, choice(faults, at, channel, choice));
          }
        });
    return read;
  }

  private static Choice choice(
      List<FieldError> faults, String pointer, DeliveryChannel channel, ChoiceView choice) {
    DigestFrequency digest =
        choice.digest() == null
            ? DigestFrequency.OFF
            : parsed(
                faults,
                pointer + "/digest",
                "must be off, hourly, daily or weekly",
                choice.digest(),
                DigestFrequency::of);
    if (!channel.interrupts() && digest != null && digest != DigestFrequency.OFF) {
      faults.add(new FieldError(pointer + "/digest", "must be off: the list waits by itself"));
    }
    return new Choice(choice.enabled() == null || choice.enabled(), digest);
  }

  private static LocalTime time(List<FieldError> faults, String pointer, String text) {
    return parsed(faults, pointer, "must be a time of day, HH:mm", text, LocalTime::parse);
  }

  private static DayOfWeek day(List<FieldError> faults, String pointer, String text) {
    return parsed(
        faults,
        pointer,
        "must be a day of the week",
        text,
        name -> DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT)));
  }

  private static <T> T parsed(
      List<FieldError> faults,
      String pointer,
      String rule,
      String text,
      Function<String, T> parser) {
    try {
      if (text != null) {
        return parser.apply(text);
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      faults.add(new FieldError(pointer, rule));
      return null;
    }
    faults.add(new FieldError(pointer, rule));
    return null;
  }

  private static Map<String, ChoiceView> choices(Map<DeliveryChannel, Choice> choices) {
    var views = new TreeMap<String, ChoiceView>();
    choices.forEach(
        (channel, choice) ->
            views.put(channel.value(), new ChoiceView(choice.enabled(), choice.digest().value())));
    return views;
  }

  private static String lower(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }
}
