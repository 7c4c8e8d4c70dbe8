package dev.tidings.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  private record Outcome(int code, String text) {}

  private static Outcome run(Object command, String arguments) {
    var error = new StringWriter();
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed));
    try {
      int code =
          new CommandLine(command)
              .setErr(new PrintWriter(error))
              .execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
      return new Outcome(code, printed + error.toString());
    } finally {
      System.setOut(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "idle",
        "fanout",
        "fanout-max",
        "channels",
        "broadcast",
        "steady",
        "stalled",
        "storm",
        "drain"
      })
  void shouldListTheScenariosOfTheGateway(String name) {
    Outcome help = run(new GatewayCommand(), "--help");

    assertThat(help.code()).isZero();
    assertThat(help.text()).containsPattern("\n  " + name + " +\\S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "cost", "read"})
  void shouldListTheScenariosOfChat(String name) {
    assertThat(run(new ChatCommand(), "--help").text()).containsPattern("\n  " + name + " +\\S");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | There is no scenario \"nothing\"",
        "idle --peers apache | There is no peer \"apache\"",
        "idle --size 10 | --size is between",
        "idle --connections 100000000 | ulimit",
        "idle --rounds 0 | have to be positive",
        "idle --rates 0 | --rates",
      })
  void shouldSayWhatIsWrongBeforeAnythingStarts(String arguments, String message) {
    Outcome outcome = run(new GatewayCommand(), arguments);

    assertThat(outcome.code()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(outcome.text()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--watched 201 | --watched is at most 200",
        "--users 10 --watched 11 | at most --users",
        "--flip 0 | have to be positive",
      })
  void shouldSayWhatIsWrongWithALargeWorkspace(String arguments, String message) {
    Outcome outcome = run(new PresenceCommand(), arguments);

    assertThat(outcome.code()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(outcome.text()).contains(message);
  }
}
