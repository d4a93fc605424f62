// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.util.List;

/**
 * One way to start the application: without an agent or with a particular one.
 *
 * @param title as shown in the tables
 * @param jvmArguments the JVM arguments
 */
record Variant(String title, List<String> jvmArguments) {}
