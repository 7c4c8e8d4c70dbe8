package dev.tidings.notification.feed;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** The column holds what the wire holds. */
@Converter(autoApply = true)
class PriorityConverter implements AttributeConverter<Priority, String> {

  @Override
  public String convertToDatabaseColumn(Priority priority) {
    return priority == null ? null : priority.value();
  }

  @Override
  public Priority convertToEntityAttribute(String value) {
    return value == null ? null : Priority.of(value);
  }
}
