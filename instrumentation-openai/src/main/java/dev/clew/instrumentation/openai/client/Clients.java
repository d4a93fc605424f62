// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.client;

import com.openai.core.ClientOptions;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client of a service object.
 *
 * <p>Services keep their client's options in a private field without an accessor. The field is
 * looked up once per class; where it is missing, spans lack only the provider and address.
 */
public final class Clients {
  private static final String FIELD = "clientOptions";
  private static final String ASYNC = ".services.async.";
  private static final int SLOTS = 16; // a power of two

  private final ClassValue<Optional<Service>> services =
      new ClassValue<>() {
        @Override
        protected Optional<Service> computeValue(Class<?> type) {
          return service(type);
        }
      };

  /**
   * There are few services, and they live as long as their client unless an application recreates
   * them.
   */
  private final AtomicReferenceArray<@Nullable CachedClient> cache =
      new AtomicReferenceArray<>(SLOTS);

  /** Returns the client of a {@code …ServiceImpl$WithRawResponseImpl}. */
  public Client of(Object service) {
    int slot = System.identityHashCode(service) & SLOTS - 1;
    CachedClient last = cache.get(slot);
    if (last != null && last.refersTo(service)) {
      return last.client;
    }
    Client client = read(service);
    cache.set(slot, new CachedClient(service, client));
    return client;
  }

  private Client read(Object service) {
    Optional<Service> found = services.get(service.getClass());
    ClientOptions options = found.isEmpty() ? null : found.get().options(service);
    return options == null
        ? Client.UNKNOWN
        : new Client(options.baseUrl(), options.azureServiceVersion() != null, found.get().async());
  }

  private static Optional<Service> service(Class<?> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle field = lookup.findGetter(type, FIELD, ClientOptions.class);
      return Optional.of(
          new Service(
              field.asType(MethodType.genericMethodType(1)), type.getName().contains(ASYNC)));
    } catch (ReflectiveOperationException | RuntimeException absent) {
      return Optional.empty();
    }
  }

  /** A service and its client. */
  private static final class CachedClient extends WeakReference<Object> {
    private final Client client;

    CachedClient(Object service, Client client) {
      super(service);
      this.client = client;
    }
  }

  /**
   * A service class.
   *
   * @param field reads the options; of generic type, so that invokeExact works without a conversion
   */
  private record Service(MethodHandle field, boolean async) {
    @Nullable ClientOptions options(Object service) {
      try {
        return (ClientOptions) (Object) field.invokeExact(service);
      } catch (Throwable unreadable) {
        return null;
      }
    }
  }
}
