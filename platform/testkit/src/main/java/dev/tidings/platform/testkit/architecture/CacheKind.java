package dev.tidings.platform.testkit.architecture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kind of a cache: Caffeine has a class of entries for each, which it looks up by name.
 *
 * @param node the simple name of the class of entries
 */
record CacheKind(String node) {

  private static final String PACKAGE = "com.github.benmanes.caffeine.cache.";
  private static final String REGISTERED = "io.quarkus.runtime.annotations.RegisterForReflection";

  /**
   * What Quarkus' extension registers, as the constants of a class that only a native build has.
   */
  private static final String EXTENSION =
      "/io/quarkus/caffeine/runtime/graal/CacheConstructorsFeature.class";

  /** The kind that code builds, if it builds one. */
  static Optional<CacheKind> builtIn(JavaCodeUnit unit) {
    Set<String> calls =
        unit.getMethodCallsFromSelf().stream()
            .filter(call -> call.getTargetOwner().getName().equals(PACKAGE + "Caffeine"))
            .map(call -> call.getName())
            .collect(Collectors.toSet());
    return calls.contains("build") ? Optional.of(new CacheKind(nodeOf(calls))) : Optional.empty();
  }

  /** As Caffeine puts the name together, of strong keys and values. */
  private static String nodeOf(Set<String> calls) {
    var name = new StringBuilder("PS");
    name.append(calls.contains("expireAfterAccess") || calls.contains("expireAfter") ? "A" : "");
    name.append(calls.contains("expireAfterWrite") ? "W" : "");
    name.append(calls.contains("refreshAfterWrite") ? "R" : "");
    name.append(calls.contains("maximumSize") ? "MS" : "");
    name.append(calls.contains("maximumWeight") ? "MW" : "");
    return name.toString();
  }

  /** Whether a native image has it, by the extension or by what the builder of the cache says. */
  boolean isRegistered(JavaClass builder) {
    return byTheExtension() || byTheBuilder(builder);
  }

  private boolean byTheExtension() {
    try (InputStream constants = CacheKind.class.getResourceAsStream(EXTENSION)) {
      return constants != null
          && Pattern.compile(Pattern.quote(PACKAGE + node) + "(?![A-Z])")
              .matcher(new String(constants.readAllBytes(), ISO_8859_1))
              .find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean byTheBuilder(JavaClass builder) {
    return builder
        .tryGetAnnotationOfType(REGISTERED)
        .flatMap(annotation -> annotation.get("classNames"))
        .filter(names -> Arrays.asList((Object[]) names).contains(PACKAGE + node))
        .isPresent();
  }
}
