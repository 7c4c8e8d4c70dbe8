package dev.tidings.notification.rule;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidings.notification.activity.Visibility;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.rule.Wordings.Wording;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads files of rules; names everything that is wrong with all of them at once. */
final class RuleReader {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /** Of a notification or an activity. */
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private static final int MAX_ACTIONS = 5;

  /** The largest room in which a rule notifies everybody, unless it says otherwise. */
  private static final int USUAL_ROOM = 500;

  private final Set<String> topics;
  private final List<Fault> faults = new ArrayList<>();

  /** By name; a later file's rule replaces the service's own. */
  private final Map<String, Rule> rules = new LinkedHashMap<>();

  /** By name, in which file a rule was, also one that is switched off. */
  private final Map<String, String> files = new HashMap<>();

  private RuleReader(Set<String> topics) {
    this.topics = topics;
  }

  /**
   * The rules of all files.
   *
   * @param topics those that rules may name
   * @throws BadRulesException if anything is wrong with any of them
   */
  static Rulebook read(List<RuleFile> files, Set<String> topics) throws BadRulesException {
    var reader = new RuleReader(topics);
    files.forEach(reader::read);
    if (!reader.faults.isEmpty()) {
      throw new BadRulesException(reader.faults);
    }
    return new Rulebook(List.copyOf(reader.rules.values()));
  }

  private void read(RuleFile file) {
    JsonNode content;
    try {
      content = YAML.readTree(file.text());
    } catch (JsonProcessingException e) {
      faults.add(new Fault(file.name(), null, "", problem(e)));
      return;
    }
    if (content.isMissingNode() || content.isNull()) {
      return;
    }
    var fields =
        new Fields(
            content, "", (at, problem) -> faults.add(new Fault(file.name(), null, at, problem)));
    fields.allow("rules");
    JsonNode list = content.path("rules");
    if (!list.isArray()) {
      fields.fault("rules", "must be a list");
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      read(file, i, list.get(i));
    }
  }

  private void read(RuleFile file, int place, JsonNode source) {
    String name = source.path("name").asText("");
    String called = name.isEmpty() ? "no. " + (place + 1) : name;
    int before = faults.size();
    var fields =
        new Fields(
            source, "", (at, problem) -> faults.add(new Fault(file.name(), called, at, problem)));
    fields.allow(
        "name", "description", "enabled", "topics", "types", "when", "to", "notify", "activity");
    if (!NAME.matcher(fields.required("name")).matches()) {
      fields.fault("name", "must be lower case, digits and hyphens");
    }
    String other = files.putIfAbsent(name, file.name());
    if (other != null && (other.equals(file.name()) || !other.equals(RuleFiles.DEFAULTS))) {
      fields.fault("name", "is also the name of a rule in " + other);
    }
    files.put(name, file.name());
    if (!fields.flag("enabled", true)) {
      rules.remove(name);
      return;
    }
    Rule rule = rule(file, name, source, fields);
    if (faults.size() == before) {
      rules.remove(name);
      rules.put(name, rule);
    }
  }

  private Rule rule(RuleFile file, String name, JsonNode source, Fields fields) {
    fields.text("description");
    var rule =
        new Rule(
            name,
            file.name(),
            topics(fields),
            types(fields),
            conditions(fields, "when"),
            fields.part("notify").map(notice -> notice(notice, recipients(fields))),
            fields.part("activity").map(this::entry),
            source);
    if (rule.notice().isEmpty() && rule.entry().isEmpty()) {
      fields.fault("", "must have notify or activity");
    }
    if (rule.notice().isEmpty() && fields.has("to")) {
      fields.fault("to", "says whom to notify, but there is no notify");
    }
    return rule;
  }

  private Set<String> topics(Fields fields) {
    List<String> named = fields.texts("topics");
    if (named.isEmpty()) {
      fields.fault("topics", "must be given");
    }
    for (String topic : named) {
      if (!topics.contains(topic)) {
        fields.fault("topics", topic + " is not read; these are: " + String.join(", ", topics));
      }
    }
    return Set.copyOf(named);
  }

  private static Set<String> types(Fields fields) {
    List<String> named = fields.texts("types");
    if (named.isEmpty()) {
      fields.fault("types", "must be given");
    }
    for (String type : named) {
      int star = type.indexOf(Rule.ANY);
      if (star == 0 || star > 0 && star < type.length() - 1 || type.isBlank()) {
        fields.fault("types", type + " must be a type, or the beginning of some followed by *");
      }
    }
    return Set.copyOf(named);
  }

  private List<Condition> conditions(Fields fields, String name) {
    var conditions = new ArrayList<Condition>();
    for (Fields each : fields.parts(name)) {
      condition(each).ifPresent(conditions::add);
    }
    return conditions;
  }

  private Optional<Condition> condition(Fields fields) {
    if (fields.has("any")) {
      fields.allow("any");
      return Optional.of(new Condition.Any(conditions(fields, "any")));
    }
    fields.allow("at", "is", "isNot", "in", "exists", "atLeast", "atMost", "contains");
    fields.required("at");
    JsonPointer at = fields.pointer("at");
    List<Matcher> matchers = matchers(fields);
    if (matchers.size() != 1) {
      fields.fault("", "must ask one thing of the value");
      return Optional.empty();
    }
    return at == null ? Optional.empty() : Optional.of(new Condition.At(at, matchers.getFirst()));
  }

  private static List<Matcher> matchers(Fields fields) {
    var matchers = new ArrayList<Matcher>();
    if (fields.has("is")) {
      matchers.add(new Matcher.Is(fields.json("is")));
    }
    if (fields.has("isNot")) {
      matchers.add(new Matcher.IsNot(fields.json("isNot")));
    }
    if (fields.has("in")) {
      var values = new ArrayList<JsonNode>();
      fields.json("in").forEach(values::add);
      if (!fields.json("in").isArray()) {
        fields.fault("in", "must be a list");
      }
      matchers.add(new Matcher.In(values));
    }
    if (fields.has("exists")) {
      matchers.add(new Matcher.Exists(fields.flag("exists", true)));
    }
    if (fields.has("atLeast")) {
      number(fields, "atLeast");
      matchers.add(new Matcher.AtLeast(fields.json("atLeast").decimalValue()));
    }
    if (fields.has("atMost")) {
      number(fields, "atMost");
      matchers.add(new Matcher.AtMost(fields.json("atMost").decimalValue()));
    }
    if (fields.has("contains")) {
      matchers.add(new Matcher.Contains(fields.json("contains")));
    }
    return matchers;
  }

  private static void number(Fields fields, String name) {
    if (!fields.json(name).isNumber()) {
      fields.fault(name, "must be a number");
    }
  }

  private Recipients recipients(Fields rule) {
    Optional<Fields> to = rule.part("to");
    if (to.isEmpty()) {
      rule.fault("to", "must say whom to notify");
      return new Recipients(
          List.of(), Optional.empty(), List.of(), List.of(), false, List.of(), false);
    }
    Fields fields = to.get();
    fields.allow("users", "room", "roomUpTo", "roles", "rolesAt", "workspace", "except", "away");
    JsonPointer room = fields.pointer("room");
    var recipients =
        new Recipients(
            fields.pointers("users"),
            Optional.ofNullable(room)
                .map(at -> new Recipients.Members(at, fields.count("roomUpTo", USUAL_ROOM))),
            roles(fields),
            fields.pointers("rolesAt"),
            fields.flag("workspace", false),
            fields.pointers("except"),
            fields.flag("away", false));
    boolean people = fields.has("users") || fields.has("room");
    if (!people && recipients.isOfPeople()) {
      fields.fault("", "must have users, room, roles, rolesAt or workspace");
    }
    if (!recipients.isOfPeople() && (fields.has("except") || recipients.away())) {
      fields.fault("", "can leave nobody out of a role or workspace: they are not told one by one");
    }
    return recipients;
  }

  private static List<String> roles(Fields fields) {
    List<String> roles = fields.texts("roles");
    for (String role : roles) {
      try {
        if (Channel.of("role", role).id().isEmpty()) {
          fields.fault("roles", "must be names of roles");
        }
      } catch (InvalidChannelException e) {
        fields.fault("roles", role + " is no name of a role");
      }
    }
    return roles;
  }

  private Notice notice(Fields fields, Recipients recipients) {
    fields.allow(
        "type",
        "priority",
        "key",
        "collapse",
        "title",
        "body",
        "mail",
        "languages",
        "image",
        "link",
        "actions",
        "data",
        "expiresAfter");
    type(fields);
    var actions = new ArrayList<Notice.Button>();
    for (Fields action : fields.parts("actions")) {
      action.allow("label", "link");
      actions.add(
          new Notice.Button(action.requiredTemplate("label"), action.requiredLinkTemplate("link")));
    }
    if (actions.size() > MAX_ACTIONS) {
      fields.fault("actions", "must be at most " + MAX_ACTIONS);
    }
    return new Notice(
        recipients,
        fields.required("type"),
        priority(fields),
        fields.template("key"),
        fields.template("collapse"),
        wordings(fields),
        fields.linkTemplate("image"),
        fields.linkTemplate("link"),
        actions,
        data(fields),
        fields.span("expiresAfter"));
  }

  private static void type(Fields fields) {
    if (fields.has("type") && !TYPE.matcher(fields.required("type")).matches()) {
      fields.fault("type", "must be lower case, digits and underscores");
    }
  }

  private static Priority priority(Fields fields) {
    String text = fields.text("priority");
    for (Priority priority : Priority.values()) {
      if (text == null ? priority == Priority.NORMAL : priority.value().equals(text)) {
        return priority;
      }
    }
    fields.fault("priority", "must be low, normal, high or urgent");
    return Priority.NORMAL;
  }

  private static Wordings wordings(Fields fields) {
    var translations = new HashMap<Locale, Wording>();
    fields
        .named("languages")
        .forEach(
            (tag, wording) -> {
              wording.allow("title", "body", "mail");
              language(tag, wording).ifPresent(each -> translations.put(each, wording(wording)));
            });
    return new Wordings(wording(fields), translations);
  }

  private static Optional<Locale> language(String tag, Fields wording) {
    try {
      return Optional.of(new Locale.Builder().setLanguageTag(tag).build());
    } catch (IllformedLocaleException e) {
      wording.fault("", "must be named by a BCP 47 language tag");
      return Optional.empty();
    }
  }

  private static Wording wording(Fields fields) {
    Optional<Fields> mail = fields.part("mail");
    mail.ifPresent(part -> part.allow("subject", "body"));
    return new Wording(
        fields.requiredTemplate("title"),
        fields.template("body"),
        mail.map(part -> part.template("subject")).orElse(null),
        mail.map(part -> part.template("body")).orElse(null));
  }

  private static Map<String, JsonPointer> data(Fields fields) {
    var data = new LinkedHashMap<String, JsonPointer>();
    fields
        .part("data")
        .ifPresent(
            part ->
                fields
                    .json("data")
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          JsonPointer pointer = part.pointer(name);
                          if (pointer != null) {
                            data.put(name, pointer);
                          }
                        }));
    return data;
  }

  private Entry entry(Fields fields) {
    fields.allow(
        "type",
        "visibility",
        "room",
        "roles",
        "users",
        "actor",
        "title",
        "body",
        "link",
        "resource",
        "data");
    type(fields);
    Optional<Fields> resource = fields.part("resource");
    resource.ifPresent(part -> part.allow("type", "id"));
    var entry =
        new Entry(
            fields.required("type"),
            visibility(fields),
            fields.pointer("room"),
            roles(fields),
            fields.pointers("users"),
            fields.pointer("actor"),
            fields.requiredTemplate("title"),
            fields.template("body"),
            fields.linkTemplate("link"),
            resource.map(part -> part.required("type")).orElse(null),
            resource.map(RuleReader::resourceId).orElse(null),
            data(fields));
    checkCircle(entry, fields);
    return entry;
  }

  private static JsonPointer resourceId(Fields resource) {
    resource.required("id");
    return resource.pointer("id");
  }

  private static void checkCircle(Entry entry, Fields fields) {
    boolean room = fields.has("room");
    boolean roles = fields.has("roles");
    boolean users = fields.has("users");
    switch (entry.visibility()) {
      case PUBLIC -> {
        if (room || roles || users) {
          fields.fault("visibility", "is public: no room, roles or users");
        }
      }
      case TEAM -> {
        if (room == roles || users) {
          fields.fault("visibility", "is team: must have room or else roles, and no users");
        }
      }
      case PRIVATE -> {
        if (room || roles || !users) {
          fields.fault("visibility", "is private: must have users, and no room or roles");
        }
      }
    }
  }

  private static Visibility visibility(Fields fields) {
    try {
      return Visibility.of(fields.required("visibility"));
    } catch (IllegalArgumentException e) {
      fields.fault("visibility", "must be public, team or private");
      return Visibility.PUBLIC;
    }
  }

  /** What the parser says, without the source that it repeats, and where. */
  private static String problem(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("").strip();
    return "is no YAML: %s (line %d, column %d)"
        .formatted(message, e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
