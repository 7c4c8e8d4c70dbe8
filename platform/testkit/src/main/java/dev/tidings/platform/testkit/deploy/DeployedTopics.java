package dev.tidings.platform.testkit.deploy;

import dev.tidings.platform.testkit.contract.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The topics that are made with a deployment, from the chart's list. */
public final class DeployedTopics {

  /** Where they are listed. */
  public static final String FILE = "deploy/helm/tidings/files/topics.yaml";

  private static final Pattern COMPONENT = Pattern.compile("([a-z]+):");
  private static final Pattern TOPIC =
      Pattern.compile(
          " +- \\{name: ([^,]+), partitions: (\\d+), minutes: (\\d+)(, compact: true)?}");

  private DeployedTopics() {}

  /** The topics of a component, a line each as {@link #line} writes them. */
  public static Set<String> ownedBy(String component) {
    Path file = RepositoryRoot.find().resolve(FILE);
    var lines = new TreeSet<String>();
    try {
      String current = "";
      for (String line : Files.readAllLines(file)) {
        Matcher beginning = COMPONENT.matcher(line);
        Matcher topic = TOPIC.matcher(line);
        if (beginning.matches()) {
          current = beginning.group(1);
        } else if (current.equals(component) && topic.matches()) {
          lines.add(
              line(
                  topic.group(1),
                  Integer.parseInt(topic.group(2)),
                  Duration.ofMinutes(Long.parseLong(topic.group(3))),
                  topic.group(4) != null));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** A topic in one line. */
  public static String line(String name, int partitions, Duration retention, boolean compacted) {
    return name
        + ", partitions: "
        + partitions
        + (compacted ? ", compacted" : ", minutes: " + retention.toMinutes());
  }
}
