// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.work;

import dev.clew.api.trace.WeakIdentityMap;
import dev.clew.instrumentation.langchain4j.model.Providers;
import dev.langchain4j.model.ModelProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Asks models who they are, each once: the methods for it differ between versions and providers, so
 * that they are called by reflection. The application may have written the model, so that asking
 * may fail.
 */
public final class ModelIdentities {
  private static final String NO_NAME = "unknown";

  private final WeakIdentityMap<Object, ModelIdentity> known = new WeakIdentityMap<>();

  /**
   * Returns the identity of {@code model}.
   *
   * @param contract the interface of the library that it implements
   */
  public ModelIdentity of(Object model, Class<?> contract) {
    ModelIdentity identity = known.get(model);
    if (identity == null) {
      identity = ask(model, contract);
      known.put(model, identity);
    }
    return identity;
  }

  private static ModelIdentity ask(Object model, Class<?> contract) {
    String modelName = ask(model, contract, "modelName", String.class);
    ModelProvider provider = ask(model, contract, "provider", ModelProvider.class);
    String providerName = Providers.name(provider);
    return new ModelIdentity(
        Doers.name(model),
        providerName != null ? providerName : Providers.ofClass(model.getClass()),
        NO_NAME.equals(modelName) ? null : modelName);
  }

  private static <T> @Nullable T ask(
      Object model, Class<?> contract, String question, Class<T> type) {
    Method method = find(contract, question);
    if (method == null) {
      method = find(model.getClass(), question);
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

  private static @Nullable Method find(Class<?> type, String name) {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException | LinkageError absent) {
      return null;
    }
  }
}
