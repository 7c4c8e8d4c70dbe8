package dev.tidings.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.state.SystemState.Phase;
import dev.tidings.local.state.SystemState.ProcessStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  @TempDir Path directory;

  @Test
  void shouldReadWhatWasWritten() throws Exception {
    StateFile file = new StateFile(directory.resolve("state.json"));
    SystemState state =
        new SystemState(
            42,
            Phase.READY,
            8080,
            List.of(
                new ProcessStatus("kafka", 43L, 19092, "ready", "", 0),
                new ProcessStatus("gateway", null, 8080, "failed", "it ended with code 1", 7)));

    file.write(state);

    assertThat(file.read()).contains(state);
    file.delete();
    assertThat(file.read()).isEmpty();
  }

  @Test
  void shouldTakeGarbageForNothing() throws Exception {
    Path path = directory.resolve("state.json");
    Files.writeString(path, "{\"launcherPid\": 4");

    assertThat(new StateFile(path).read()).isEmpty();
  }
}
