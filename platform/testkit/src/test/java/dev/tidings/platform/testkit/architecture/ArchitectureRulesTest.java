package dev.tidings.platform.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule is proven red once: a rule that nothing can break enforces nothing. */
class ArchitectureRulesTest {

  private static final String BROKEN = "dev.tidings.platform.testkit.architecture.broken";

  private final ArchitectureRules rules = ArchitectureRules.of(BROKEN);
  private final JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);

  @TestFactory
  Stream<DynamicTest> shouldCatchWhatBreaksTheRule() {
    return Map.ofEntries(
            Map.entry(rules.featuresAreFreeOfCycles(), "Cycle detected"),
            Map.entry(rules.endpointsDoNotTouchTheDatabase(), "ItemEndpoint"),
            Map.entry(rules.entitiesStayInside(), "ItemEndpoint"),
            Map.entry(rules.kafkaAndMutinyStayAtTheEdges(), "OrderPublisher"),
            Map.entry(rules.wireTypesAreRecordsRegisteredForReflection(), "OrderEvent$Placed"),
            Map.entry(rules.whatIsReadFromJsonIsRegisteredForReflection(), "PriceList$Price"),
            Map.entry(rules.nothingLivesInTheImage(), "PriceList.DICE"),
            Map.entry(rules.nothingIsLookedUpByName(), "Class.forName"),
            Map.entry(rules.cachesAreRegisteredForReflection(), "needs PSAMS"),
            Map.entry(rules.timeComesFromAClock(), "Instant.now()"),
            Map.entry(rules.idsComeFromAFactory(), "UUID.randomUUID()"),
            Map.entry(rules.configurationIsMapped(), "OrderLine"),
            Map.entry(rules.injectionIsByConstructor(), "ItemEndpoint.items"),
            Map.entry(rules.namesSaySomething(), "OrderUtils"))
        .entrySet()
        .stream()
        .map(
            expected ->
                dynamicTest(
                    expected.getKey().getDescription(),
                    () ->
                        assertThat(expected.getKey().evaluate(broken).getFailureReport().toString())
                            .contains(expected.getValue())));
  }

  @Test
  void shouldHaveAFixtureForEveryRule() {
    assertThat(rules.all())
        .allSatisfy(rule -> assertThat(rule.evaluate(broken).hasViolation()).isTrue());
  }

  @Test
  void shouldLetTheEdgesSpeakKafka() {
    var lenient = ArchitectureRules.of(BROKEN, "..order..");

    assertThat(lenient.kafkaAndMutinyStayAtTheEdges().evaluate(broken).hasViolation()).isFalse();
  }
}
