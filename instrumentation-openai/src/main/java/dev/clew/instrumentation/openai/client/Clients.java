// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.client;

import com.openai.core.ClientOptions;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * Finds the client behind a service object.
 *
 * <p>Services keep their client's options in a private field and show them to nobody. It is looked
 * up once per class; where it has gone, spans lack provider and address and nothing else.
 */
public final class Clients {
  private static final String FIELD = "clientOptions";

  private final ClassValue<Optional<VarHandle>> fields =
      new ClassValue<>() {
        @Override
        protected Optional<VarHandle> computeValue(Class<?> type) {
          return field(type);
        }
      };

  /** Returns the client of a {@code …ServiceImpl$WithRawResponseImpl}. */
  public Client of(Object service) {
    Optional<VarHandle> field = fields.get(service.getClass());
    if (field.isEmpty()) {
      return Client.UNKNOWN;
    }
    ClientOptions options = (ClientOptions) field.get().get(service);
    return new Client(options.baseUrl(), options.azureServiceVersion() != null);
  }

  private static Optional<VarHandle> field(Class<?> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      return Optional.of(lookup.findVarHandle(type, FIELD, ClientOptions.class));
    } catch (ReflectiveOperationException | RuntimeException absent) {
      return Optional.empty();
    }
  }
}
