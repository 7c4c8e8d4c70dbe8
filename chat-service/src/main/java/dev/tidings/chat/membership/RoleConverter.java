package dev.tidings.chat.membership;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a role by its wire name. */
@Converter(autoApply = true)
public final class RoleConverter implements AttributeConverter<Role, String> {

  @Override
  public String convertToDatabaseColumn(Role role) {
    return role.value();
  }

  @Override
  public Role convertToEntityAttribute(String value) {
    return Role.of(value);
  }
}
