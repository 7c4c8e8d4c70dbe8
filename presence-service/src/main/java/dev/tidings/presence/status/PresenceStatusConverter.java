package dev.tidings.presence.status;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** The column holds what the wire holds. */
@Converter(autoApply = true)
class PresenceStatusConverter implements AttributeConverter<PresenceStatus, String> {

  @Override
  public String convertToDatabaseColumn(PresenceStatus status) {
    return status == null ? null : status.value();
  }

  @Override
  public PresenceStatus convertToEntityAttribute(String value) {
    return value == null ? null : PresenceStatus.of(value);
  }
}
