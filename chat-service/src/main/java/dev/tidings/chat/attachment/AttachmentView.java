package dev.tidings.chat.attachment;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file that comes with a message, or may come with one.
 *
 * @param name as its sender called it
 * @param size in bytes; of a picture that is complete perhaps less than was uploaded
 * @param complete whether its content is there
 * @param type the media type, by its content; null until it is complete
 * @param sha256 of its content as it is stored, in hexadecimal digits; null until it is complete
 * @param width of an image as it is to be seen, in pixels; null if it is none
 * @param height of an image as it is to be seen, in pixels; null if it is none
 * @param thumbnail whether there is a smaller picture of it
 */
@RegisterForReflection
@Schema(name = "Attachment")
public record AttachmentView(
    UUID id,
    String name,
    long size,
    boolean complete,
    String type,
    String sha256,
    Integer width,
    Integer height,
    boolean thumbnail) {

  /** Reads the column {@code attachments} of a message. */
  public static List<AttachmentView> list(String json) {
    try {
      return List.of(Json.mapper().readValue(json, AttachmentView[].class));
    } catch (JsonProcessingException e) {
      throw new AttachmentException("Attachments are stored as no JSON of them", e);
    }
  }
}
