/* glibc 2.38 has a new version of fmod, which Debian 12 lacks: calls go to the old one. The linker wraps them (native.sh). */
double old_fmod(double, double);
__asm__(".symver old_fmod, fmod@GLIBC_2.2.5");
double __wrap_fmod(double x, double y) { return old_fmod(x, y); }
