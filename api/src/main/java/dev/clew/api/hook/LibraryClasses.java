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
 * Tells the objects of a library, whose methods a hook may call, from those of the application.
 *
 * <p>A hooked interface or class is often implemented, extended, proxied or mocked by the
 * application, and its methods may print, block, count calls or load from a database. Such an
 * object is never called: not on the application's thread and not later. What the request, the
 * response and the library's own objects do not say stays unknown.
 *
 * <p>The answer is kept with the class, so that asking again costs one lookup and no loader is kept
 * alive.
 */
public final class LibraryClasses {
  /**
   * Subclasses made at run or build time: Mockito, Byte Buddy, CGLIB, Spring, Javassist, Quarkus.
   */
  private static final Pattern GENERATED =
      Pattern.compile(
          "\\$\\$|\\$MockitoMock\\$|\\$ByteBuddy\\$|\\$Proxy|_\\$\\$_|_ClientProxy|_Subclass");

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
   * Returns the classes of the library that has {@code packages} and what is below them.
   *
   * @param packages each with the dot at its end
   */
  public static LibraryClasses in(String... packages) {
    return new LibraryClasses(List.of(packages));
  }

  /** Returns whether {@code object} is of a class of the library itself, and no mock. */
  public boolean mayAsk(@Nullable Object object) {
    return object != null && ofLibrary.get(object.getClass()) && !isMock(object);
  }

  /** Returns {@code object} if it may be asked, or null. */
  public <T> @Nullable T askable(@Nullable T object) {
    return mayAsk(object) ? object : null;
  }

  /** Returns whether {@code type} is written by the library and not generated or hidden. */
  public boolean has(Class<?> type) {
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

  /**
   * Returns whether {@code object} is of a class of the JDK, and no mock. A collection of the JDK
   * that passes on to another one is as that one is.
   */
  public static boolean isOfJdk(Object object) {
    return hasClassOfJdk(object) && CollectionViews.isOfJdkAllTheWay(object);
  }

  static boolean hasClassOfJdk(Object object) {
    // Not by the loader: agents put classes of their own beside those of the JDK.
    String module = object.getClass().getModule().getName();
    return module != null
        && (module.startsWith("java.") || module.startsWith("jdk."))
        && !object.getClass().isHidden()
        && !isMock(object);
  }

  /**
   * Lets {@link #isOfJdk} look into collections that pass on to others; without it none of those is
   * taken for the JDK's. Opens {@code java.util} to the module of this class and to no other.
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
   * Notes that a framework has made a mock of {@code object}. The class of such an object may be
   * the library's own, instrumented in place, so that nothing about it tells.
   */
  public static void mocked(Object object) {
    MOCKS.put(object, true);
  }

  private static boolean isMock(Object object) {
    return !MOCKS.isEmpty() && MOCKS.get(object) != null;
  }
}
