// SPDX-License-Identifier: Apache-2.0

/** The application and its libraries merged into one module, as for a linked image. */
module desk {
  requires java.desktop;
  requires java.logging;

  // Kotlin reads resources from these.
  opens kotlin;
  opens kotlin.annotation;
  opens kotlin.collections;
  opens kotlin.coroutines;
  opens kotlin.internal;
  opens kotlin.ranges;
  opens kotlin.reflect;

  uses kotlin.reflect.jvm.internal.impl.builtins.BuiltInsLoader;
  uses kotlin.reflect.jvm.internal.impl.resolve.ExternalOverridabilityCondition;
  uses kotlin.reflect.jvm.internal.impl.util.ModuleVisibilityHelper;

  provides kotlin.reflect.jvm.internal.impl.builtins.BuiltInsLoader with
      kotlin.reflect.jvm.internal.impl.serialization.deserialization.builtins.BuiltInsLoaderImpl;
}
