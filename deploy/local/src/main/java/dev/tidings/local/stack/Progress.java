package dev.tidings.local.stack;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The lines that a person sees while the system starts and runs. Thread-safe. */
public final class Progress {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintStream out;
  private final Clock clock;

  public Progress(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /** One thing that happened to a process. */
  public synchronized void tell(String processName, String text) {
    out.printf(
        "%s  %-21s %s%n",
        TIME.format(clock.instant().atZone(ZoneId.systemDefault())), processName, text);
    out.flush();
  }

  /** A line as it is. */
  public synchronized void line(String text) {
    out.println(text);
    out.flush();
  }
}
