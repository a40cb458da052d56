package dev.prose.server.models;

import dev.prose.server.http.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The models that are served, by name. Safe for use by several threads. */
public final class ServedModels {
  private final Map<String, ServedModel> byName = new ConcurrentSkipListMap<>();

  /** Serves a model, in place of another one of that name. */
  public void put(ServedModel model) {
    byName.put(model.name(), model);
  }

  /** Serves a model no more. */
  public void remove(String name) {
    byName.remove(name);
  }

  /** The names of all, for a message. */
  public String names() {
    return String.join(", ", byName.keySet());
  }

  /** All of them, by name. */
  public List<ServedModel> all() {
    return List.copyOf(byName.values());
  }

  /** The model of a name, if there is one. */
  public Optional<ServedModel> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The model of a name.
   *
   * @throws ApiException if there is none
   */
  public ServedModel require(String name) {
    return find(name).orElseThrow(() -> ApiException.noSuchModel(name, names()));
  }
}
