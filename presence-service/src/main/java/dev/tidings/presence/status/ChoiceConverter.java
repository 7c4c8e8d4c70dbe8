package dev.tidings.presence.status;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** The column holds what the wire holds. */
@Converter(autoApply = true)
class ChoiceConverter implements AttributeConverter<Choice, String> {

  @Override
  public String convertToDatabaseColumn(Choice value) {
    return value == null ? null : value.value();
  }

  @Override
  public Choice convertToEntityAttribute(String text) {
    return text == null ? null : Choice.of(text);
  }
}
