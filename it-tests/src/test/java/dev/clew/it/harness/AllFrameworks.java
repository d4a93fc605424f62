// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test of a runtime that takes long to start, or has to be downloaded: it runs with {@code
 * -Dall-frameworks=true} only.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "testkit.all-frameworks", matches = "true")
public @interface AllFrameworks {}
