/** How repeated jobs end with their process. Owns no tables and no topics. */
package dev.tidings.platform.job;
