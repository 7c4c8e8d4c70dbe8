package dev.tidings.platform.testkit.architecture.broken.catalog;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Breaks: endpoints do not touch the database; entities stay inside; injection by constructor. */
@Path("/items")
public class ItemEndpoint {
  @Inject ItemRepository items;

  @GET
  public Item get(String id) {
    return items.find(id);
  }
}
