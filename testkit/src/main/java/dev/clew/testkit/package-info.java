// SPDX-License-Identifier: Apache-2.0
/** Support for tests of instrumentations. */
@NullMarked
package dev.clew.testkit;

import org.jspecify.annotations.NullMarked;
