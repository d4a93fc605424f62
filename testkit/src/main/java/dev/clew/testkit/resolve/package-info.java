// SPDX-License-Identifier: Apache-2.0
/** Maven's resolver in a class loader of its own, away from the libraries that tests use. */
@NullMarked
package dev.clew.testkit.resolve;

import org.jspecify.annotations.NullMarked;
