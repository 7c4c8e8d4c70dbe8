package dev.tidings.bench.audience;

import dev.tidings.bench.server.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is to listen to what. Subscriber i listens to channel i mod {@code channels}.
 *
 * @param name of the channels and workspaces, so that no run hears another one; letters and digits
 * @param subscribers how many
 * @param channels how many
 * @param perWorkspace how many subscribers share a workspace; all if it is 0
 * @param stalled so many of the first subscribers stop to read once they have subscribed
 * @param returning whether subscribers connect again when their connection has ended
 */
public record AudiencePlan(
    String name, int subscribers, int channels, int perWorkspace, int stalled, boolean returning) {

  /** Up to so many members of a workspace may hear of each other. */
  private static final int SMALL_WORKSPACE = 20;

  /** Everybody in one workspace, reading, and gone when the connection is. */
  public static AudiencePlan simple(String name, int subscribers, int channels) {
    return new AudiencePlan(name, subscribers, channels, 0, 0, false);
  }

  /** The same with some that stop to read. */
  public AudiencePlan withStalled(int count) {
    return new AudiencePlan(name, subscribers, channels, perWorkspace, count, returning);
  }

  /** The same in workspaces of a size. */
  public AudiencePlan inWorkspacesOf(int members) {
    return new AudiencePlan(name, subscribers, channels, members, stalled, returning);
  }

  /** The same, coming back. */
  public AudiencePlan thatReturns() {
    return new AudiencePlan(name, subscribers, channels, perWorkspace, stalled, true);
  }

  /** The name of a channel. */
  public String channel(int number) {
    return name + "c" + number;
  }

  /** All channels. */
  public List<String> channelNames() {
    return IntStream.range(0, channels).mapToObj(this::channel).toList();
  }

  /** The workspace of a subscriber. */
  public String workspace(int subscriber) {
    return perWorkspace == 0 ? "bench" : "bench-" + subscriber / perWorkspace;
  }

  /** How many subscribers that read listen to a channel. */
  public int listeners(int channel) {
    return upTo(subscribers, channel) - upTo(stalled, channel);
  }

  private int upTo(int count, int channel) {
    return count <= channel ? 0 : (count - channel - 1) / channels + 1;
  }

  /** Everybody's seat. */
  public List<Seat> seats() {
    var seats = new ArrayList<Seat>(subscribers);
    int members = perWorkspace == 0 ? subscribers : perWorkspace;
    for (int i = 0; i < subscribers; i++) {
      seats.add(new Seat(i, workspace(i), channel(i % channels), members > SMALL_WORKSPACE));
    }
    return seats;
  }
}
