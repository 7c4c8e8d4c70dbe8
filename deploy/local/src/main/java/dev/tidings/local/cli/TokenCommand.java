package dev.tidings.local.cli;

import dev.tidings.local.settings.Part;
import dev.tidings.local.settings.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a token for a development user, and nothing else. */
@Command(
    name = "token",
    description = "Prints a token for a development user of the running system.")
final class TokenCommand implements Callable<Integer> {

  @Mixin private HelpOption help;

  @Option(names = "--user", required = true, description = "The user's id.")
  private String user;

  @Option(
      names = "--workspace",
      defaultValue = "acme",
      description = "The user's workspace (default: ${DEFAULT-VALUE}).")
  private String workspace;

  @Option(names = "--roles", split = ",", description = "The user's roles, such as ADMIN.")
  private List<String> roles = List.of();

  @Option(names = "--name", description = "The user's name.")
  private String name;

  @Override
  public Integer call() throws Exception {
    Settings settings = Launcher.settings();
    System.out.println(
        new TokenRequest(user, workspace, roles, name).send(settings.port(Part.GATEWAY)));
    return 0;
  }
}
