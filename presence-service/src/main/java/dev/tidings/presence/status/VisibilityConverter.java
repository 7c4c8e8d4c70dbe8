package dev.tidings.presence.status;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** The column holds what the wire holds. */
@Converter(autoApply = true)
class VisibilityConverter implements AttributeConverter<Visibility, String> {

  @Override
  public String convertToDatabaseColumn(Visibility value) {
    return value == null ? null : value.value();
  }

  @Override
  public Visibility convertToEntityAttribute(String text) {
    return text == null ? null : Visibility.of(text);
  }
}
