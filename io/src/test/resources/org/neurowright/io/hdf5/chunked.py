# Made chunked.h5 with h5py 3.16.0 (HDF5 2.0.0): python chunked.py
import h5py, numpy as np

with h5py.File('chunked.h5', 'w', libver=('earliest', 'v110')) as f:
    table = np.arange(90 * 11, dtype='<f8').reshape(90, 11)
    f.create_dataset('gzip', data=table, chunks=(17, 4), compression='gzip', shuffle=True)
    f.create_dataset('plain', data=table[:, 0].astype('>u8'), chunks=(8,), maxshape=(None,))
    half = f.create_dataset('half', shape=(50, 3), dtype='i2', fillvalue=7, chunks=(4, 2))
    half[10:20, 1] = 3
    f.create_dataset('unwritten', shape=(5,), dtype='f4', fillvalue=2.5)
    f.create_dataset('unwrittentext', shape=(2,), dtype=h5py.string_dtype())
    f.create_dataset('text', data=np.array(['x%d' % i for i in range(100)], dtype='S4'), chunks=(16,), compression='gzip')
    f['bool'] = np.array([True, False, True])
    f['soft'] = h5py.SoftLink('/plain')
    f['broken'] = h5py.SoftLink('/nowhere')
    f['compound'] = np.zeros(3, dtype=[('a', 'i4'), ('b', 'f8')])
    g = f.create_group('g')
    g.attrs['fixed'] = np.bytes_('by_id')
    g.attrs['one'] = np.array([7], 'u8')
    g.attrs['bool'] = True
    g.attrs['empty'] = h5py.Empty('i4')
