// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.operation;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.langchain4j.model.Providers;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.instrumentation.langchain4j.value.LibraryFields;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.model.ModelProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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

  /**
   * Returns the identity of {@code model}.
   *
   * @param contract the library's interface that it implements
   */
  public ModelInfo of(Object model, Class<?> contract) {
    ModelInfo identity = known.get(model);
    if (identity == null) {
      identity = find(model, contract);
      known.put(model, identity);
    }
    return identity;
  }

  private static ModelInfo find(Object model, Class<?> contract) {
    boolean mayCall = LibraryObjects.mayCall(model);
    String modelName = mayCall ? callForName(model, contract) : readName(model);
    ModelProvider provider =
        mayCall
            ? call(model, contract, "provider", ModelProvider.class)
            : LibraryFields.named(model, "provider", ModelProvider.class);
    String providerName = Providers.name(provider);
    return new ModelInfo(
        ReceiverNames.name(model),
        providerName != null ? providerName : Providers.ofClass(model.getClass()),
        NO_NAME.equals(modelName) ? null : modelName);
  }

  private static @Nullable String callForName(Object model, Class<?> contract) {
    String name = call(model, contract, NAME, String.class);
    return name != null && !name.equals(NO_NAME)
        ? name
        : nameIn(call(model, contract, DEFAULTS, Object.class));
  }

  private static @Nullable String readName(Object model) {
    for (String field : NAME_FIELDS) {
      String name = LibraryFields.named(model, field, String.class);
      if (name != null) {
        return name;
      }
    }
    return nameIn(LibraryFields.named(model, DEFAULTS, Object.class));
  }

  private static @Nullable String nameIn(@Nullable Object parameters) {
    return Accessors.read(parameters, NAME) instanceof String name ? name : null;
  }

  private static <T> @Nullable T call(
      Object model, Class<?> contract, String methodName, Class<T> type) {
    Method method = method(contract, methodName);
    if (method == null) {
      method = method(model.getClass(), methodName);
    }
    if (method == null) {
      return null;
    }
    try {
      Object answer = method.invoke(model);
      return type.isInstance(answer) ? type.cast(answer) : null;
    } catch (InvocationTargetException | IllegalAccessException | LinkageError refused) {
      return null;
    }
  }

  private static @Nullable Method method(Class<?> type, String name) {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException | LinkageError absent) {
      return null;
    }
  }
}
