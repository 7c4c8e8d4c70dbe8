package dev.tidings.bench.cli;

import dev.tidings.bench.peer.NchanTarget;
import dev.tidings.bench.peer.SocketIoTarget;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The servers to compare with. One that can't be had here is left out, with the reason. */
record Peers(Path root, Path work) {

  static final List<String> NAMES = List.of("socketio", "nchan");

  /** Starts one. */
  Optional<Target> start(String name, Output output) throws InterruptedException {
    Path scripts = root.resolve("deploy/bench/peers");
    Path cache = root.resolve("deploy/bench/target/peers");
    try {
      return Optional.of(
          switch (name) {
            case "socketio" ->
                SocketIoTarget.start(scripts.resolve("socketio"), cache.resolve("socketio"), work);
            case "nchan" ->
                NchanTarget.start(scripts.resolve("nchan"), cache.resolve("nginx"), work);
            default -> throw new IllegalArgumentException(name);
          });
    } catch (TargetException e) {
      output.say("SKIPPED " + name + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
