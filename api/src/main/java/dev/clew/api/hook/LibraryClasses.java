// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import dev.clew.api.trace.WeakIdentityMap;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a library's own objects, whose methods hooks may call, from the application's.
 *
 * <p>Applications often implement, extend, proxy or mock a hooked interface or class, and their
 * methods may print, block, count calls or load from a database. Clew never calls such an object,
 * neither on the application's thread nor later. Anything that cannot be read from the request, the
 * response or the library's own objects stays unknown.
 *
 * <p>The answer is cached with the class, so that repeated checks cost one lookup and no class
 * loader is kept alive.
 */
public final class LibraryClasses {
  /**
   * Subclasses generated at run or build time: Mockito, Byte Buddy, CGLIB, Spring, Javassist,
   * Quarkus. Not the copies of anonymous classes in functions that Kotlin inlines.
   */
  private static final Pattern GENERATED =
      Pattern.compile(
          "\\$\\$(?!inlined\\$)"
              + "|\\$MockitoMock\\$|\\$ByteBuddy\\$|\\$Proxy|_\\$\\$_|_ClientProxy|_Subclass");

  private static final WeakIdentityMap<Object, Boolean> MOCKS = new WeakIdentityMap<>();

  private final List<String> packages;
  private final ClassValue<Boolean> ofLibrary =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isOfLibrary(type);
        }
      };

  private LibraryClasses(List<String> packages) {
    this.packages = packages;
  }

  /**
   * Returns the classes in {@code packages} and their subpackages.
   *
   * @param packages package names, each ending with a dot
   */
  public static LibraryClasses in(String... packages) {
    return new LibraryClasses(List.of(packages));
  }

  /**
   * Returns whether the class of {@code object} is the library's own and {@code object} is not a
   * mock.
   */
  public boolean mayCall(@Nullable Object object) {
    return object != null && ofLibrary.get(object.getClass()) && !isMock(object);
  }

  /** Returns {@code object} if hooks may call it, or null. */
  public <T> @Nullable T callableOrNull(@Nullable T object) {
    return mayCall(object) ? object : null;
  }

  /** Returns whether {@code type} is the library's own and neither generated nor hidden. */
  public boolean contains(Class<?> type) {
    return ofLibrary.get(type);
  }

  private boolean isOfLibrary(Class<?> type) {
    String name = type.getName();
    return packages.stream().anyMatch(name::startsWith)
        && !type.isHidden()
        && !type.isSynthetic()
        && !Proxy.isProxyClass(type)
        && !GENERATED.matcher(name).find();
  }

  /** Returns whether a class of this name was generated, such as a proxy or a mock. */
  public static boolean isGenerated(String className) {
    return GENERATED.matcher(className).find();
  }

  /**
   * Returns whether {@code object} is of a JDK class and not a mock. For a JDK collection that
   * delegates to another collection, the innermost one decides.
   */
  public static boolean isOfJdk(Object object) {
    return hasClassOfJdk(object) && CollectionViews.isJdkThroughout(object);
  }

  static boolean hasClassOfJdk(Object object) {
    // Not by the class loader: agents put classes of their own beside the JDK's.
    String module = object.getClass().getModule().getName();
    return module != null
        && (module.startsWith("java.") || module.startsWith("jdk."))
        && !object.getClass().isHidden()
        && !isMock(object);
  }

  /**
   * Lets {@link #isOfJdk} look through collections that delegate to others; without it, none of
   * those counts as the JDK's. Opens {@code java.util} to this class's module only.
   */
  public static void openCollections(Instrumentation instrumentation) {
    Set<Module> here = Set.of(LibraryClasses.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.util", here, "java.util.concurrent", here),
        Set.of(),
        Map.of());
  }

  /**
   * Records that {@code object} was created by a mocking framework. Its class may be the library's
   * own, instrumented in place, so the object cannot be recognised as a mock later.
   */
  public static void recordMock(Object object) {
    MOCKS.put(object, true);
  }

  private static boolean isMock(Object object) {
    return !MOCKS.isEmpty() && MOCKS.get(object) != null;
  }
}
