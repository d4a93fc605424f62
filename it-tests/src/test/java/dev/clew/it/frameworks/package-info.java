// SPDX-License-Identifier: Apache-2.0
/** Applications in containers and packagings with class loaders of their own. */
@NullMarked
package dev.clew.it.frameworks;

import org.jspecify.annotations.NullMarked;
