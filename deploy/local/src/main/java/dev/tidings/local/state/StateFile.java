package dev.tidings.local.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The system's state as JSON in a file that is replaced at once: a reader sees the old or the new
 * state.
 */
public final class StateFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;

  public StateFile(Path path) {
    this.path = path;
  }

  public synchronized void write(SystemState state) throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
    Files.write(unfinished, JSON.writeValueAsBytes(state));
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Empty if there is none, or none that can be understood. */
  public Optional<SystemState> read() throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(path), SystemState.class));
    } catch (NoSuchFileException | JacksonException e) {
      return Optional.empty();
    }
  }

  public synchronized void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
