package dev.tidings.chat.room;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a kind by its wire name. */
@Converter(autoApply = true)
public final class RoomKindConverter implements AttributeConverter<RoomKind, String> {

  @Override
  public String convertToDatabaseColumn(RoomKind kind) {
    return kind.value();
  }

  @Override
  public RoomKind convertToEntityAttribute(String value) {
    return RoomKind.of(value);
  }
}
