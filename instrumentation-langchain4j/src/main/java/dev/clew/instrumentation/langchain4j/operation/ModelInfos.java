// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.langchain4j.model.Providers;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.clew.kit.value.PrivateFields;
import dev.langchain4j.model.ModelProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Determines the identity of models, once per model. The methods for that differ between versions
 * and providers, so they are called by reflection.
 *
 * <p>Only the library's own models are called. For a model that the application has subclassed or
 * mocked, the fields declared by the library are read; for the application's own models only the
 * class is known.
 */
public final class ModelInfos {
  private static final String NO_NAME = "unknown";
  private static final String DEFAULTS = "defaultRequestParameters";
  private static final String NAME = "modelName";

  /** Fields in which the library's models store the name. */
  private static final List<String> NAME_FIELDS = List.of(NAME, "model", "modelId");

  private final WeakIdentityMap<Object, ModelInfo> known = new WeakIdentityMap<>();

  /** Returns the identity of {@code model}. */
  public ModelInfo of(Object model) {
    ModelInfo identity = known.get(model);
    if (identity == null) {
      identity = find(model);
      known.put(model, identity);
    }
    return identity;
  }

  private static ModelInfo find(Object model) {
    boolean mayCall = LibraryObjects.mayCall(model);
    String modelName = mayCall ? callForName(model) : readName(model);
    Object provider =
        mayCall ? Accessors.read(model, "provider") : field(model, "provider", ModelProvider.class);
    String providerName = Providers.name(provider instanceof ModelProvider known ? known : null);
    return new ModelInfo(
        ReceiverNames.name(model),
        providerName != null ? providerName : Providers.ofClass(model.getClass()),
        NO_NAME.equals(modelName) ? null : modelName);
  }

  private static @Nullable String callForName(Object model) {
    String name = nameIn(model);
    return name != null ? name : nameIn(Accessors.read(model, DEFAULTS));
  }

  private static @Nullable String readName(Object model) {
    for (String field : NAME_FIELDS) {
      String name = field(model, field, String.class);
      if (name != null) {
        return name;
      }
    }
    return nameIn(field(model, DEFAULTS, Object.class));
  }

  /** Returns the model that a request, a response or parameters name, or null. */
  public static @Nullable String nameIn(@Nullable Object owner) {
    return Accessors.read(owner, NAME) instanceof String name && !name.equals(NO_NAME)
        ? name
        : null;
  }

  /** Returns a field that the library's part of the model's class declares; empty in a mock. */
  private static <T> @Nullable T field(Object model, String name, Class<T> type) {
    Class<?> declaring = model.getClass();
    while (declaring != null && !LibraryObjects.contains(declaring)) {
      declaring = declaring.getSuperclass();
    }
    Object value = declaring == null ? null : PrivateFields.read(model, declaring, name);
    return type.isInstance(value) ? type.cast(value) : null;
  }
}
