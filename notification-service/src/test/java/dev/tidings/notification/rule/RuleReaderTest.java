package dev.tidings.notification.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R-N7: rules are read strictly, and everything that is wrong is said at once. */
class RuleReaderTest {

  private static final Set<String> TOPICS =
      Set.of("chat.room.v1", "chat.user.v1", "events.ingress.v1");

  private static final String GOOD =
      """
      rules:
        - name: good
          topics: events.ingress.v1
          types: [DEAL_WON, DEAL_LOST_*]
          to: { users: /data/ownerId }
          notify: { type: deal, title: "{data.name}", languages: { de: { title: "Geschäft {data.name}" } } }
      """;

  @Test
  void shouldReadTheServicesOwn() throws Exception {
    Rulebook book = RuleReader.read(List.of(RuleFiles.defaults()), TOPICS);

    assertThat(book.all()).hasSizeGreaterThan(20);
    assertThat(book.of("chat.room.v1", "MESSAGE_RECEIVED"))
        .extracting(Rule::name)
        .containsExactly(
            "chat-mention", "chat-mention-everybody", "chat-direct-message", "chat-attachment");
  }

  @Test
  void shouldFindRulesByTopicAndType() throws Exception {
    Rulebook book = read(GOOD);

    assertThat(book.of("events.ingress.v1", "DEAL_WON")).hasSize(1);
    assertThat(book.of("events.ingress.v1", "DEAL_LOST_AGAIN")).hasSize(1);
    assertThat(book.of("events.ingress.v1", "DEAL_LOST")).isEmpty();
    assertThat(book.of("chat.room.v1", "DEAL_WON")).isEmpty();
    assertThat(book.of("nowhere", "DEAL_WON")).isEmpty();
  }

  @Test
  void shouldSpeakTheNearestLanguage() throws Exception {
    Wordings wordings = read(GOOD).all().getFirst().notice().orElseThrow().wordings();

    Wordings.Wording german = wordings.in(Locale.GERMAN);
    assertThat(german).isNotEqualTo(wordings.standard());
    assertThat(wordings.in(Locale.forLanguageTag("de-AT"))).isEqualTo(german);
    assertThat(wordings.in(Locale.FRENCH)).isEqualTo(wordings.standard());
    assertThat(wordings.in(null)).isEqualTo(wordings.standard());
  }

  @Test
  void shouldLetTheOperatorReplaceAndSwitchOff() throws Exception {
    String replaced = GOOD.replace("name: good", "name: lead-assigned");
    String off = "rules: [{ name: booking, enabled: false }]";

    Rulebook book =
        RuleReader.read(
            List.of(
                RuleFiles.defaults(),
                new RuleFile("a.yaml", replaced),
                new RuleFile("b.yaml", off)),
            TOPICS);

    assertThat(book.of("events.ingress.v1", "LEAD_ASSIGNED")).isEmpty();
    assertThat(book.of("events.ingress.v1", "DEAL_WON"))
        .extracting(Rule::file)
        .containsExactly("a.yaml");
    assertThat(book.of("events.ingress.v1", "BOOKING_CONFIRMED")).isEmpty();
    assertThat(
            RuleReader.read(List.of(new RuleFile("empty.yaml", "# nothing yet\n")), TOPICS).all())
        .isEmpty();
  }

  @Test
  void shouldSayEverythingThatIsWrongAtOnce() {
    String bad =
        """
        rules:
          - name: first
            topics: [nowhere.v1]
            types: ["*", A]
            when:
              - { at: data/x, is: 1 }
              - { at: /data/x, is: 1, in: [2] }
              - { at: /data/x, atLeast: many }
              - { at: /data/x, exits: true }
            to: { users: /somewhere, away: maybe }
            notify:
              type: Deal
              priority: highest
              title: "{dta.name}"
              body: "{data.name"
              lnk: /x
              expiresAfter: soon
              languages: { "x y": { title: a }, de: { body: b } }
              actions: [{ label: x }]
          - name: second
            topics: events.ingress.v1
            types: B
          - topics: events.ingress.v1
            types: C
            to: { workspace: true, except: /data/actorId }
            notify: { type: c, title: c }
            activity: { type: c, visibility: team, title: c, users: /data/u, resource: { type: x } }
          - name: second
            topics: events.ingress.v1
            types: B
            activity: { type: b, visibility: secret, title: b }
        """;

    BadRulesException e =
        catchThrowableOfType(
            BadRulesException.class,
            () ->
                RuleReader.read(
                    List.of(
                        new RuleFile("bad.yaml", bad),
                        new RuleFile("worse.yaml", "rules:\n  - name: [\n"),
                        new RuleFile("twice.yaml", "rules: []\nrules: []\n"),
                        new RuleFile("odd.yaml", "rule: []\n"),
                        new RuleFile("again.yaml", "rules: [{ name: first, enabled: false }]")),
                    TOPICS));

    assertThat(e.faults())
        .extracting(fault -> fault.file() + " " + fault.rule() + " " + fault.at())
        .contains(
            "bad.yaml first /topics",
            "bad.yaml first /types",
            "bad.yaml first /when/0/at",
            "bad.yaml first /when/1",
            "bad.yaml first /when/2/atLeast",
            "bad.yaml first /when/3/exits",
            "bad.yaml first /to/users",
            "bad.yaml first /to/away",
            "bad.yaml first /notify/type",
            "bad.yaml first /notify/priority",
            "bad.yaml first /notify/title",
            "bad.yaml first /notify/body",
            "bad.yaml first /notify/lnk",
            "bad.yaml first /notify/expiresAfter",
            "bad.yaml first /notify/languages/x y",
            "bad.yaml first /notify/languages/de/title",
            "bad.yaml first /notify/actions/0/link",
            "bad.yaml second ",
            "bad.yaml no. 3 /name",
            "bad.yaml no. 3 /to",
            "bad.yaml no. 3 /activity/visibility",
            "bad.yaml no. 3 /activity/resource/id",
            "bad.yaml second /name",
            "bad.yaml second /activity/visibility",
            "worse.yaml null ",
            "twice.yaml null ",
            "odd.yaml null /rule",
            "odd.yaml null /rules",
            "again.yaml first /name");
    assertThat(e)
        .hasMessageContaining(
            "bad.yaml, rule first, /notify/title: {dta.name}: only event, data and room")
        .hasMessageContaining("worse.yaml: is no YAML");
  }

  private static Rulebook read(String text) throws BadRulesException {
    return RuleReader.read(List.of(new RuleFile("rules.yaml", text)), TOPICS);
  }
}
