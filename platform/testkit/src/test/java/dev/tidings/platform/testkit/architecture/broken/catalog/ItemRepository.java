package dev.tidings.platform.testkit.architecture.broken.catalog;

/** What the endpoint beside it should not touch. */
public interface ItemRepository {
  Item find(String id);
}
