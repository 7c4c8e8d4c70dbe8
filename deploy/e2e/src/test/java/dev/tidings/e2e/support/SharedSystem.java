package dev.tidings.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test class the same running {@link TidingsSystem}: started by the first that asks,
 * ended after the last, also when tests fail. Tests keep apart by workspaces of their own.
 */
public final class SharedSystem implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SharedSystem.class);
  private static final Path HOME = Path.of("target", "tidings-home").toAbsolutePath();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TidingsSystem.class;
  }

  @Override
  public TidingsSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(TidingsSystem.class, key -> start(), TidingsSystem.class);
  }

  /** The data is kept afterwards, for whoever wants to know why a test has failed. */
  private static TidingsSystem start() {
    deleteIfExists(HOME);
    TidingsSystem system = TidingsSystem.startNew(HOME);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(system::close));
    return system;
  }

  private static void deleteIfExists(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
