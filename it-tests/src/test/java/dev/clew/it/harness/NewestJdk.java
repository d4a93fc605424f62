// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test whose subject is a library rather than the JVM: it runs on the newest JDK, as the unit
 * tests run on the oldest, and on each with {@code -Dall-versions=true}. The {@link Jdk} is its
 * parameter.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(Jdk.Newest.class)
public @interface NewestJdk {}
