// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test that shows in a JVM of its own what a unit test shows too, or with versions in between: it
 * runs with {@code -Dall-versions=true} only.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "testkit.all-versions", matches = "true")
public @interface OnRequest {}
