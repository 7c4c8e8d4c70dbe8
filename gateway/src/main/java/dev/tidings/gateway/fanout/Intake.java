package dev.tidings.gateway.fanout;

import dev.tidings.gateway.subscription.ChannelKey;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Says what a record is: the same for who reads it live and who reads it again later. */
@Singleton
public final class Intake {

  private final List<Admission> admissions;
  private final LogPositions positions;
  private final int maxEventBytes;

  Intake(Instance<Admission> admissions, LogPositions positions, FanoutConfig config) {
    this.admissions = admissions.stream().toList();
    this.positions = positions;
    this.maxEventBytes = config.maxEventBytes();
  }

  /** What a record is. */
  public sealed interface Verdict {

    /** An event for the subscribers of a channel. */
    record Taken(CloudEvent event, ChannelKey key) implements Verdict {}

    /** Nothing for anybody. */
    record Refused(String reason) implements Verdict {}

    /** An event that is not where its channel's log is; it is going to be moved there. */
    record Misplaced() implements Verdict {}
  }

  private static final Verdict MISPLACED = new Verdict.Misplaced();

  /** Examines a record; never throws because of what is in it. */
  public Verdict examine(ConsumerRecord<byte[], byte[]> record) {
    return switch (CloudEventCodec.decode(record, maxEventBytes)) {
      case DecodedEvent.Invalid(String reason) -> new Verdict.Refused(reason);
      case DecodedEvent.Valid(CloudEvent event) -> examine(record, event);
    };
  }

  private Verdict examine(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
    var key = new ChannelKey(event.workspace(), event.channel());
    boolean moves = false;
    for (Admission admission : admissions) {
      String refusal = admission.refusal(record.topic(), event);
      if (refusal != null) {
        return new Verdict.Refused(refusal);
      }
      moves |= admission.movesMisplaced(record.topic());
    }
    return moves && record.partition() != positions.partition(record.topic(), key)
        ? MISPLACED
        : new Verdict.Taken(event, key);
  }
}
