//! Where Pd's functions come from on Windows, whose linker must know the library of each: `pd.dll`.
//! Elsewhere they are found among the host's symbols when the external is loaded.
//!
//! Only the names count here; the types stand in `pd-sys`, whose declarations name no library.

#![expect(dead_code, reason = "called through the declarations of pd-sys")]

#[link(name = "pd", kind = "raw-dylib")]
unsafe extern "C" {
    fn canvas_getcurrent();
    fn canvas_getdir();
    fn canvas_open();
    fn class_addanything();
    fn class_addbang();
    fn class_addmethod();
    fn class_domainsignalin();
    fn class_gethelpdir();
    fn class_new();
    fn class_sethelpsymbol();
    fn clock_delay();
    fn clock_free();
    fn clock_getlogicaltime();
    fn clock_gettimesince();
    fn clock_new();
    fn gensym();
    fn logpost();
    fn obj_list();
    fn outlet_anything();
    fn outlet_new();
    fn pd_error();
    fn pd_new();
    fn signalinlet_new();
    fn sys_close();
    fn sys_getsr();
}
