use matrix::Matrix;

#[test]
fn identity_changes_nothing() {
    let a = Matrix::from_rows([[1, 2], [3, 4]]);
    assert!(&a * &Matrix::identity(2) == a);
}

#[test]
fn multiplies_rows_with_columns() {
    let a = Matrix::from_rows([[1, 2, 3], [4, 5, 6]]);
    let product = &a * &a.transposed();
    assert_eq!(product.shape(), (2, 2));
    assert_eq!([product[(0, 0)], product[(0, 1)], product[(1, 0)], product[(1, 1)]], [14, 32, 32, 77]);
    assert!(product.is_symmetric());
    assert!(!a.is_symmetric());
}

#[test]
fn refuses_shapes_that_do_not_fit() {
    let a = Matrix::zeros(2, 3);
    let error = a.checked_mul(&a).err().unwrap();
    assert_eq!((error.left, error.right), ((2, 3), (2, 3)));
}

#[test]
fn powers_of_the_fibonacci_matrix() {
    let fibonacci = Matrix::from_rows([[1, 1], [1, 0]]);
    assert_eq!(fibonacci.power(10)[(0, 1)], 55);
    assert_eq!(fibonacci.power(0)[(0, 1)], 0);
}

#[test]
fn adds_cell_by_cell() {
    let a = Matrix::from_rows([[1, 2], [3, 4]]);
    let sum = &a + &a.transposed();
    assert!(sum == Matrix::from_rows([[2, 5], [5, 8]]));
}
