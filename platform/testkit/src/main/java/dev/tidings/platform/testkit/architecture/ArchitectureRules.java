package dev.tidings.platform.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The architecture inside a module, as rules that fail the build. Who may depend on whom between
 * modules is Maven's to enforce: a rule about classes that are not on the class path proves
 * nothing.
 *
 * <p>Each rule has a fixture in this module's tests that breaks it and is caught.
 */
public final class ArchitectureRules {

  private static final String REGISTERED = "io.quarkus.runtime.annotations.RegisterForReflection";

  private static final Set<String> LIVING =
      Set.of(
          "java.lang.Thread",
          "java.net.InetAddress",
          "java.net.http.HttpClient",
          "java.util.Random",
          "java.util.concurrent.Executor",
          "org.apache.kafka.clients.admin.Admin",
          "org.apache.kafka.clients.consumer.Consumer",
          "org.apache.kafka.clients.producer.Producer");

  private static final Set<String> JSON_READERS =
      Set.of(
          "com.fasterxml.jackson.databind.ObjectMapper",
          "com.fasterxml.jackson.databind.ObjectReader");

  private static final Set<String> NOW =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.LocalTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime");

  private final String base;
  private final String[] edges;

  private ArchitectureRules(String base, String... edges) {
    this.base = base;
    this.edges = edges;
  }

  /**
   * The rules of a module.
   *
   * @param base its base package, whose direct sub-packages are its features
   * @param edges the packages, in ArchUnit's notation, that may speak Kafka and Mutiny, besides
   *     {@code ..upstream..}
   */
  public static ArchitectureRules of(String base, String... edges) {
    return new ArchitectureRules(base, edges);
  }

  /** Checks the main classes of the module by every rule. */
  public void check() {
    check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(base));
  }

  /** Checks the classes by every rule. */
  public void check(JavaClasses classes) {
    all().forEach(rule -> rule.check(classes));
  }

  List<ArchRule> all() {
    return List.of(
        featuresAreFreeOfCycles(),
        endpointsDoNotTouchTheDatabase(),
        entitiesStayInside(),
        kafkaAndMutinyStayAtTheEdges(),
        wireTypesAreRecordsRegisteredForReflection(),
        whatIsReadFromJsonIsRegisteredForReflection(),
        nothingLivesInTheImage(),
        nothingIsLookedUpByName(),
        cachesAreRegisteredForReflection(),
        timeComesFromAClock(),
        idsComeFromAFactory(),
        configurationIsMapped(),
        injectionIsByConstructor(),
        namesSaySomething());
  }

  /** Features may use each other one way only. */
  ArchRule featuresAreFreeOfCycles() {
    return slices().matching(base + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /** Endpoints translate between the wire and a service; what is stored how is not theirs. */
  ArchRule endpointsDoNotTouchTheDatabase() {
    return noClasses()
        .that(areEndpoints())
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Repository")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("jakarta.persistence.EntityManager")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "io.agroal..", "org.hibernate..")
        .allowEmptyShould(true);
  }

  /** Entities never leave the service, in an API or in an event. */
  ArchRule entitiesStayInside() {
    return noClasses()
        .that(areEndpoints().or(areWireTypes()))
        .should()
        .dependOnClassesThat(annotatedWith("jakarta.persistence.Entity"))
        .allowEmptyShould(true);
  }

  /** The domain knows nothing of how events travel. */
  ArchRule kafkaAndMutinyStayAtTheEdges() {
    var allowed = new ArrayList<>(List.of(edges));
    allowed.add("..upstream..");
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed.toArray(String[]::new))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.kafka..",
                "org.eclipse.microprofile.reactive.messaging..",
                "io.smallrye.reactive.messaging..",
                "io.smallrye.mutiny.."))
        .allowEmptyShould(true);
  }

  /** What is not registered works on the JVM and fails in a native image. */
  ArchRule wireTypesAreRecordsRegisteredForReflection() {
    return classes()
        .that(areWireTypes())
        .should()
        .beAssignableTo(Record.class)
        .andShould()
        .beAnnotatedWith(REGISTERED)
        .allowEmptyShould(true);
  }

  /** The same for types that only the inside reads and writes as JSON. */
  ArchRule whatIsReadFromJsonIsRegisteredForReflection() {
    return noClasses()
        .should(
            new ArchCondition<JavaClass>("read JSON as types that are not registered") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                  if (readsJson(unit)) {
                    unit.getReferencedClassObjects().stream()
                        .map(each -> each.getRawType().getBaseComponentType())
                        .filter(each -> each.isRecord() && !each.isAnnotatedWith(REGISTERED))
                        .forEach(
                            each ->
                                events.add(
                                    SimpleConditionEvent.satisfied(
                                        type, unit.getFullName() + " reads " + each.getName())));
                  }
                }
              }
            })
        .allowEmptyShould(true);
  }

  /**
   * A native image contains what static fields held when it was built: the same random numbers in
   * every process, threads and connections that are not there.
   */
  ArchRule nothingLivesInTheImage() {
    return fields()
        .that()
        .areStatic()
        .should()
        .notHaveRawType(
            describe("lives in a process", type -> LIVING.stream().anyMatch(type::isAssignableTo)))
        .allowEmptyShould(true);
  }

  /** A native image has only what the build could see is used. */
  ArchRule nothingIsLookedUpByName() {
    return noClasses()
        .should()
        .callMethodWhere(
            describe(
                "look types up at run time",
                call ->
                    switch (call.getTargetOwner().getName() + "." + call.getName()) {
                      case "java.lang.Class.forName",
                          "java.lang.ClassLoader.loadClass",
                          "java.lang.reflect.Proxy.newProxyInstance",
                          "java.lang.reflect.Method.invoke",
                          "java.util.ServiceLoader.load" ->
                          true;
                      default -> false;
                    }))
        .allowEmptyShould(true);
  }

  /**
   * Caffeine makes its caches of classes that it looks up by name, one for each kind. Quarkus'
   * extension registers the kinds that it uses itself; whoever builds another one says so.
   */
  ArchRule cachesAreRegisteredForReflection() {
    return noClasses()
        .should(
            new ArchCondition<JavaClass>("build caches of classes that are not registered") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                  CacheKind.builtIn(unit)
                      .filter(kind -> !kind.isRegistered(type))
                      .ifPresent(
                          kind ->
                              events.add(
                                  SimpleConditionEvent.satisfied(
                                      type, unit.getFullName() + " needs " + kind.node())));
                }
              }
            })
        .allowEmptyShould(true);
  }

  /** Code that asks the machine for the time can't be tested at another. */
  ArchRule timeComesFromAClock() {
    return noClasses()
        .should()
        .callMethodWhere(
            describe(
                "ask the machine for the time",
                call ->
                    call.getName().equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty()
                            && NOW.contains(call.getTargetOwner().getName())
                        || call.getName().equals("currentTimeMillis")
                            && call.getTargetOwner().isEquivalentTo(System.class)))
        .allowEmptyShould(true);
  }

  /** Ids sort by time; random ones would scatter over every index. */
  ArchRule idsComeFromAFactory() {
    DescribedPredicate<JavaMethodCall> random =
        describe(
            "draw a random UUID",
            call ->
                call.getName().equals("randomUUID")
                    && call.getTargetOwner().getName().equals("java.util.UUID"));
    return noClasses().should().callMethodWhere(random).allowEmptyShould(true);
  }

  /** Every property is in a documented {@code @ConfigMapping}. */
  ArchRule configurationIsMapped() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.eclipse.microprofile.config.inject.ConfigProperty")
        .allowEmptyShould(true);
  }

  /** A class says in its constructor what it needs. */
  ArchRule injectionIsByConstructor() {
    return fields().should().notBeAnnotatedWith("jakarta.inject.Inject").allowEmptyShould(true);
  }

  /** Names are of the field, not of the programmer's drawer. */
  ArchRule namesSaySomething() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?")
        .orShould()
        .resideInAnyPackage("..dto..", "..common..", "..util..", "..utils..", "..helper..")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> areEndpoints() {
    return describe(
        "are endpoints",
        type ->
            type.isAnnotatedWith("jakarta.ws.rs.Path")
                || type.isAnnotatedWith("io.quarkus.websockets.next.WebSocket"));
  }

  private static boolean readsJson(JavaCodeUnit unit) {
    return unit.getMethodCallsFromSelf().stream()
        .anyMatch(call -> JSON_READERS.contains(call.getTargetOwner().getName()));
  }

  /** Members of a sealed event or frame hierarchy, and what requests and answers are made of. */
  private static DescribedPredicate<JavaClass> areWireTypes() {
    return describe(
        "are wire types",
        type ->
            !type.isInterface()
                && !type.isEnum()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.isAnonymousClass()
                && (type.getSimpleName().endsWith("View")
                    || type.getSimpleName().endsWith("Request")
                    || type.getSimpleName().endsWith("Response")
                    || type.getAllRawInterfaces().stream()
                        .anyMatch(ArchitectureRules::isWireRoot)));
  }

  private static boolean isWireRoot(JavaClass type) {
    return type.getPackageName().startsWith("dev.tidings.")
        && (type.getSimpleName().endsWith("Event") || type.getSimpleName().endsWith("Frame"));
  }
}
