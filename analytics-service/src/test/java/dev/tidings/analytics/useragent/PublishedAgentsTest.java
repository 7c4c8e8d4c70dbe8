package dev.tidings.analytics.useragent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.analytics.NpmPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * R-A2: the cases that the expressions' project was published with. The expressions have been
 * refined since, so some are called otherwise now; what must not be is that more of them are. Of
 * the longest list, every tenth is read: it takes its time.
 */
class PublishedAgentsTest {

  private static final UserAgents AGENTS = new UserAgents(Optional::empty);

  private static final String PACKAGE = "ua-parser@0.3.5";

  private static final Pattern FIELD = Pattern.compile("\\s*(- )?(\\w+):\\s*(.*?)\\s*");

  /** What uap-core says if it knows nothing. */
  private static final String OTHER = "Other";

  @ParameterizedTest
  @CsvSource({
    "test_user_agent_parser.yaml, 1, 200, 0.85",
    "firefox_user_agent_strings.yaml, 1, 200, 0.99",
    "pgts_browser_list.yaml, 10, 1000, 0.98",
  })
  void shouldKnowBrowsers(String file, int each, int atLeast, double share) throws Exception {
    check(
        file,
        each,
        atLeast,
        share,
        known -> known.get("family") + " " + known.get("major"),
        agent -> agent.browser() + " " + agent.browserVersion());
  }

  @ParameterizedTest
  @CsvSource({
    "test_user_agent_parser_os.yaml, 1, 200, 0.99",
    "additional_os_tests.yaml, 1, 10, 0.99",
  })
  void shouldKnowSystems(String file, int each, int atLeast, double share) throws Exception {
    check(file, each, atLeast, share, known -> system(known.get("family")), Agent::os);
  }

  /** What comes after Windows is its version by now. */
  private static String system(String family) {
    return family != null && family.matches("Windows (XP|Vista|NT|ME|CE|RT|[0-9.]+)( [0-9.]+)?")
        ? "Windows"
        : family;
  }

  private static void check(
      String file,
      int each,
      int atLeast,
      double share,
      Function<Map<String, String>, String> expected,
      Function<Agent, String> read)
      throws IOException, InterruptedException {
    List<Map<String, String>> all =
        cases(NpmPackage.of(PACKAGE).resolve("test_resources").resolve(file));
    int cases = 0;
    var others = new ArrayList<String>();
    for (int i = 0; i < all.size(); i += each) {
      String header = all.get(i).get("user_agent_string");
      if (header != null) {
        String known = expected.apply(all.get(i));
        String is = read.apply(AGENTS.read(header));
        if (!Objects.equals(known, is)) {
          others.add(header + ": " + known + " is " + is);
        }
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(atLeast);
    assertThat(others).as("of %d cases", cases).hasSizeLessThan((int) (cases * (1 - share)) + 1);
  }

  /** The files are YAML of one kind: lists of maps of texts. */
  private static List<Map<String, String>> cases(Path file) throws IOException {
    var cases = new ArrayList<Map<String, String>>();
    for (String line : Files.readAllLines(file)) {
      Matcher field = FIELD.matcher(line);
      if (line.strip().startsWith("#") || !field.matches()) {
        continue;
      }
      if (field.group(1) != null) {
        cases.add(new HashMap<>());
      }
      if (!cases.isEmpty()) {
        cases.getLast().put(field.group(2), text(field.group(3)));
      }
    }
    return cases;
  }

  private static String text(String yaml) {
    String quote = yaml.isEmpty() ? "" : yaml.substring(0, 1);
    String text =
        quote.equals("'") || quote.equals("\"") ? yaml.substring(1, yaml.length() - 1) : yaml;
    String plain = quote.equals("'") ? text.replace("''", "'") : text.replace("\\\"", "\"");
    return plain.isEmpty() || plain.equals(OTHER) ? null : plain;
  }
}
