package dev.tidings.charts.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.charts.support.Repository;
import dev.tidings.charts.support.WrittenFile;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators find every property, with its default and its meaning. */
class ConfigurationDocumentTest {

  static List<String> applications() {
    return Repository.APPLICATIONS;
  }

  @Test
  void shouldDocumentWhatTheSourcesHave() {
    WrittenFile.check(
        Repository.ROOT.resolve("docs/configuration.md"), ConfigurationDocument.text());
  }

  @Test
  void shouldReadNamesDefaultsAndComments() {
    List<Property> all = ConfigurationDocument.all();
    assertThat(all)
        .contains(
            new Property(
                "tidings.gateway.drain.pace",
                "500",
                "How many clients a second are sent to the other gateways, at most."),
            new Property(
                "tidings.chat.attachments.s3.bucket",
                "tidings-attachments",
                "The bucket, which exists."),
            new Property(
                "tidings.gateway.namespaces.<name>.access",
                "",
                "Who may subscribe: `self`, `role`, `member`, `workspace`, `nobody`, or `roles:[A,B]`."),
            new Property(
                "tidings.chat.retention.workspaces.<workspace>",
                "",
                "The same for single workspaces, by their names."));
    assertThat(all).extracting(Property::name).doesNotHaveDuplicates();
    assertThat(all).allSatisfy(each -> assertThat(each.meaning()).as(each.name()).isNotEmpty());
  }

  /**
   * What an application is packaged with is what is documented, or an inner matter of messaging.
   */
  @ParameterizedTest
  @MethodSource("applications")
  void shouldPackageOnlyWhatIsKnown(String application) {
    Set<Pattern> known =
        ConfigurationDocument.all().stream()
            .map(each -> Pattern.compile(asPattern(each.name())))
            .collect(Collectors.toSet());
    Properties packaged = Repository.properties(application);
    assertThat(
            packaged.stringPropertyNames().stream()
                .map(name -> name.replaceFirst("^%[a-z]+\\.", ""))
                .filter(name -> name.startsWith("tidings."))
                .filter(name -> !name.equals("tidings.build.development")))
        .allMatch(name -> known.stream().anyMatch(each -> each.matcher(name).matches()));
  }

  private static String asPattern(String name) {
    return name.replace(".", "\\.").replaceAll("<[^>]+>", "[^.]+");
  }
}
