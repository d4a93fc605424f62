// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client of a service object, for libraries whose services keep their client's options in
 * a private field without an accessor, as those that Stainless generates do.
 *
 * <p>The field is looked up once per class; where it is missing, the client is unknown.
 *
 * @param <O> the library's class of options
 */
public final class ServiceClients<O> {
  private static final String FIELD = "clientOptions";
  private static final String ASYNC = ".services.async.";
  private static final int SLOTS = 16; // a power of two

  private final Class<O> options;
  private final BiFunction<O, Boolean, ServiceClient> client;
  private final ServiceClient unknown;

  private final ClassValue<Optional<MethodHandle>> fields =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return field(type);
        }
      };

  /**
   * There are few services, and they live as long as their client unless an application recreates
   * them.
   */
  private final AtomicReferenceArray<@Nullable CachedClient> cache =
      new AtomicReferenceArray<>(SLOTS);

  /**
   * Creates the finder; no class is inspected yet.
   *
   * @param client reads a client's options; the flag says whether the service is asynchronous
   * @param unknown the client of a service whose options cannot be read
   */
  public ServiceClients(
      Class<O> options, BiFunction<O, Boolean, ServiceClient> client, ServiceClient unknown) {
    this.options = options;
    this.client = client;
    this.unknown = unknown;
  }

  /** Returns the client of a {@code …ServiceImpl$WithRawResponseImpl}. */
  public ServiceClient of(Object service) {
    int slot = System.identityHashCode(service) & SLOTS - 1;
    CachedClient last = cache.get(slot);
    if (last != null && last.refersTo(service)) {
      return last.client;
    }
    ServiceClient found = read(service);
    cache.set(slot, new CachedClient(service, found));
    return found;
  }

  private ServiceClient read(Object service) {
    Optional<MethodHandle> field = fields.get(service.getClass());
    Object found = field.isEmpty() ? null : value(field.get(), service);
    return found == null
        ? unknown
        : client.apply(options.cast(found), service.getClass().getName().contains(ASYNC));
  }

  private Optional<MethodHandle> field(Class<?> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle field = lookup.findGetter(type, FIELD, options);
      // Of generic type, so that invokeExact works without a conversion.
      return Optional.of(field.asType(MethodType.genericMethodType(1)));
    } catch (ReflectiveOperationException | RuntimeException absent) {
      return Optional.empty();
    }
  }

  private static @Nullable Object value(MethodHandle field, Object service) {
    try {
      return (Object) field.invokeExact(service);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /** A service and its client. */
  private static final class CachedClient extends WeakReference<Object> {
    private final ServiceClient client;

    CachedClient(Object service, ServiceClient client) {
      super(service);
      this.client = client;
    }
  }
}
